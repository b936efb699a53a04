from datetime import date

from citizen_portal.testing import ProcedureContract


class TestA(ProcedureContract):
    procedure = "2.000635"
    on = date(2026, 11, 20)


class TestB(ProcedureContract):
    procedure = "1.001612"
    on = date(2026, 11, 20)


class TestC(ProcedureContract):
    procedure = "1.004222"
    on = date(2026, 11, 20)
