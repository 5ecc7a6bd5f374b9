"""The flag as native code sees it."""

import ctypes

from app.engine.stop_flag import StopFlag


def test_native_code_sees_the_flag_go_up_and_down() -> None:
    flag = StopFlag()
    ask = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p)(flag.callback.value)
    for raised in (False, True, False, True):
        flag.set_raised(raised=raised)
        assert flag.raised is raised
        assert ask(flag.data) is raised


def test_a_request_to_give_way_interrupts_once_and_does_not_stop() -> None:
    flag = StopFlag()
    ask = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p)(flag.callback.value)
    flag.ask_to_give_way()
    assert ask(flag.data)
    assert not flag.raised
    assert flag.take_request_to_give_way()
    assert not ask(flag.data)
    assert not flag.take_request_to_give_way()


def test_giving_way_never_takes_a_wish_to_stop_back() -> None:
    flag = StopFlag()
    flag.ask_to_give_way()
    flag.set_raised(raised=True)
    assert not flag.take_request_to_give_way()
    flag.ask_to_give_way()
    assert flag.raised
