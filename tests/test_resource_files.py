"""Resources are found in a checkout, and only inside their folder."""

import pytest

from app.resource_files import catalogue_path, file_path, names_in, read_text


def test_a_sample_is_read_as_text() -> None:
    assert "message" in read_text("samples/inquiries.csv")


def test_the_catalogue_of_models_is_there() -> None:
    assert catalogue_path().is_file()


def test_names_are_sorted_and_lead_to_files() -> None:
    names = names_in("messages/en", ".yaml")
    assert names == sorted(names) != []
    assert all(file_path(name).is_file() for name in names)


@pytest.mark.parametrize("name", ["/etc/passwd", "../pyproject.toml", "samples/../../x"])
def test_nothing_outside_the_folder_is_a_resource(name: str) -> None:
    with pytest.raises(ValueError, match="not a resource"):
        file_path(name)
