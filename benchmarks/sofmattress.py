"""The categories of the data set `hint3-sofmattress`, told as an office would, from its training rows only."""

from collections.abc import Mapping

NONE = "NO_NODES_DETECTED"
"""What the data set calls rows that fit no category."""

DESCRIPTIONS: Mapping[str, str] = {
    "100_NIGHT_TRIAL_OFFER": "the 100 night trial: how it works, how to enroll, free trial",
    "ABOUT_SOF_MATTRESS": "what SOF is, why to buy SOF, how it differs from other mattress brands",
    "CANCEL_ORDER": "cancel my order, cancellation",
    "CHECK_PINCODE": "whether delivery is possible to my pincode or city, do you deliver here",
    "COD": "cash on delivery, pay when it is delivered",
    "COMPARISON": "difference between the products, compare Ergo and Ortho",
    "DELAY_IN_DELIVERY": "my order has not arrived, why so long, late delivery",
    "DISTRIBUTORS": "showrooms, shops, retailers, dealers, where to see or try the product before buying",
    "EMI": "EMI, paying in monthly instalments, zero percent",
    "ERGO_FEATURES": "features of the Ergo mattress",
    "LEAD_GEN": "talk to an agent, call me back, get in touch, phone number",
    "MATTRESS_COST": "price of a mattress, how much it costs",
    "OFFERS": "offers, discounts, coupons, deals",
    "ORDER_STATUS": "status of my order, where it is, tracking",
    "ORTHO_FEATURES": "features of the Ortho mattress, back pain",
    "PILLOWS": "pillows, buying pillows",
    "PRODUCT_VARIANTS": "which products, variants and kinds of mattress there are",
    "RETURN_EXCHANGE": "return, exchange, refund, money back",
    "SIZE_CUSTOMIZATION": "custom size, changing the size of the mattress",
    "WARRANTY": "warranty, how long it is and what it covers",
    "WHAT_SIZE_TO_ORDER": "which size to order, size of my bed, inches, dimensions",
}
