"""The process of all simulators: each below its path, an index of them at the root."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from werkzeug.test import Client

from citizen_portal.commands.simulators import mount
from citizen_portal.procedures.hookspecs import Simulator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def echoing(settings: Mapping[str, str]) -> WSGIApplication:
    def app(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"{settings['X']} {environ['SCRIPT_NAME']} {environ['PATH_INFO']}".encode()]

    return app


def test_each_simulator_answers_below_its_path_and_the_index_names_it() -> None:
    client = Client(
        mount([Simulator(name="Định danh <&>", mount="/dinh-danh", make_wsgi=echoing)], {"X": "x"})
    )
    assert client.get("/dinh-danh/login").text == "x /dinh-danh /login"
    index = client.get("/")
    assert index.status_code == 200
    assert '<a href="/dinh-danh/">Định danh &lt;&amp;&gt;</a>' in index.text
    assert client.get("/elsewhere").status_code == 404
