from datetime import date
import pytest
from plugins.procedures.declared_packs.tests.bundled import bundled
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.form import visible_questions

@pytest.mark.parametrize("word", ["certified_copy","temporary_residence","marital_status"])
@pytest.mark.parametrize("n", [0,1,2])
def test_walk(citizen, word, n):
    p = bundled(word); case = p.cases[n]
    page = citizen.open(f"/thu-tuc/{p.code}")
    assert page.status == 200
    print(page.text[:3000])
    page = citizen.press(page.form("/nop"))
    if "/buoc/" not in page.address:
        print(page.address, page.text[:1500]); 
    for step in p.shown_steps(case.answers):
        form = page.form("/" + step.name)
        typed = {}
        for name, q in visible_questions(step, case.answers):
            v = case.answers.get(name)
            if isinstance(q, GroupField):
                for i, row in enumerate(v or ()):
                    for inner, f in row_questions(q).items():
                        typed[f"{name}-{i}-{inner}"] = [f.typed(row[inner])]
            elif v is not None:
                typed[name] = [q.typed(v)] if not isinstance(v, list) else [q.typed(x) for x in v]
        extra = {k: v for k, v in typed.items() if k not in form.values}
        f = form.fill_named({k: v for k, v in typed.items()}) 
        page = citizen.press(f)
        assert page.status == 200, (step.name, page.errors())
        assert not page.errors(), page.errors()
    print(page.address, page.text[:2500])
    assert "/kiem-tra" in page.address or "/giay-to" in page.address
