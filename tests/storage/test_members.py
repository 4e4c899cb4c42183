"""Who may enter, and with which key, is ruled by the database itself."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from storage.api_keys import ApiKeyRow
from storage.members import MemberRow
from storage.schema import Table
from tests.storage.merchant_rows import KEY, MEMBER


@pytest.mark.parametrize(
    ("table", "rows", "rule"),
    [
        (MemberRow, [MEMBER, MEMBER | {"id": 2}], "uq_members_shop_id_email"),
        (MemberRow, [MEMBER | {"role": "king"}], "ck_members_role"),
        (MemberRow, [MEMBER | {"letter": "love"}], "ck_members_letter"),
        (ApiKeyRow, [KEY, KEY], "uq_api_keys_digest"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(
    wiring, shop_id, table: type[Table], rows: list[Mapping[str, Any]], rule: str
) -> None:
    refused = pytest.raises(IntegrityError, match=re.escape(f'"{rule}"'))
    with refused, wiring.engine.begin() as connection:
        connection.execute(insert(table), rows)
