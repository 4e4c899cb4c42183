"""Bodies come back byte for byte."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zstandard import ZstdError

from storage.compression import compress, decompress
from tests.shop_bodies import raw, shopify_order


@settings(deadline=None)
@given(st.binary(max_size=4096))
def test_every_body_comes_back_byte_for_byte(body: bytes) -> None:
    assert decompress(compress(body)) == body


def test_an_order_of_ten_lines_takes_less_than_half_the_room() -> None:
    order = shopify_order()
    lines = [{**order["line_items"][n % 2], "id": 9_000 + 7 * n, "price": n} for n in range(10)]
    body = raw({**order, "line_items": lines})
    assert len(compress(body)) < len(body) / 2


def test_two_megabytes_come_back() -> None:
    body = bytes(range(256)) * 8192
    assert decompress(compress(body)) == body


def test_threads_do_not_share_a_compressor() -> None:
    bodies = {number: bytes([number]) * 50_000 for number in range(8)}
    done: dict[int, bytes] = {}

    def work(number: int) -> None:
        for _ in range(20):
            done[number] = decompress(compress(bodies[number]))

    threads = [threading.Thread(target=work, args=[number]) for number in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == bodies


@pytest.mark.parametrize("stored", [b"", b"{}", compress(b"x" * 100)[:-3]])
def test_what_is_no_compressed_body_is_refused(stored: bytes) -> None:
    with pytest.raises(ZstdError):
        decompress(stored)
