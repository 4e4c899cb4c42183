"""Fetch a carrier's access token as one of several processes would; prints the token."""

import asyncio
import sys

from redis import Redis

from integrations.access_tokens import AccessTokens, Grant
from integrations.http import PATIENT, Question, open_session
from runtime.shared_accounts import RedisTokens
from storage.vault import Vault


async def token(tokens: RedisTokens, url: str) -> str:
    """Return the token of the one account there is, from the address or from whoever has it."""
    grant = Grant(Question(url, form={"grant_type": "client_credentials"}))
    async with open_session(PATIENT) as session:
        return await AccessTokens(tokens, "the account").value(session, grant, PATIENT)


if __name__ == "__main__":
    redis_url, vault_key, address = sys.argv[1:]
    with Redis.from_url(redis_url) as redis:
        sys.stdout.write(asyncio.run(token(RedisTokens(redis, Vault([vault_key])), address)))
