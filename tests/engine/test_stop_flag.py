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
