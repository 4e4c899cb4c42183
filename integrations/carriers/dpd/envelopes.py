"""Write and open the SOAP 1.1 envelopes of DPD's services; knows no status and asks nobody.

What is written goes through an XML writer: no credential and no number can add an element.
"""

from collections.abc import Mapping
from typing import Any

import xmltodict

from domain.errors import ProviderError
from integrations.untrusted import code, table, xml_object

LOGIN = "http://dpd.com/common/service/types/LoginService/2.1"
LIFE_CYCLE = "http://dpd.com/common/service/types/ParcelLifeCycleService/2.0"
_AUTHENTICATION = "http://dpd.com/common/service/types/Authentication/2.0"
_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
LANGUAGE = "en_EN"
TOKEN_REFUSED = b"authenticationFault"


def sign_in(delis_id: str, password: str) -> bytes:
    """Write the request for a token."""
    asked = {"delisId": delis_id, "password": password, "messageLanguage": LANGUAGE}
    return _envelope({"@xmlns:ns": LOGIN}, None, {"ns:getAuth": asked})


def tracking(delis_id: str, token: str, number: str) -> bytes:
    """Write the request for a parcel's life cycle."""
    pass_ = {"delisId": delis_id, "authToken": token, "messageLanguage": LANGUAGE}
    return _envelope(
        {"@xmlns:ns": _AUTHENTICATION, "@xmlns:ns1": LIFE_CYCLE},
        {"ns:authentication": pass_},
        {"ns1:getTrackingData": {"parcelLabelNumber": number}},
    )


def opened(answer: bytes, name: str) -> Mapping[str, Any] | None:
    """Return what an answer's envelope holds under a name; None when DPD objects to the data.

    Raises ProviderError for other faults, with `credentials_refused` where the account is at
    fault, and for what is no such envelope.
    """
    body = table(table(xml_object(answer).get("Envelope")).get("Body"))
    if "Fault" in body:
        _refuse(table(table(body.get("Fault")).get("detail")))
        return None
    if name not in body:
        raise ProviderError(f"no {name} in the answer")
    return table(body[name])


def _refuse(detail: Mapping[str, Any]) -> None:
    if "dataFault" in detail:
        return
    fault = next(filter(None, map(table, detail.values())), {})
    reason = f"DPD reports a fault: {code(fault.get('errorCode')) or 'no code'}"
    if "authenticationFault" in detail:
        raise ProviderError(reason, permanent=True, credentials_refused=True)
    raise ProviderError(reason)


def _envelope(
    names: Mapping[str, str], header: Mapping[str, Any] | None, body: Mapping[str, Any]
) -> bytes:
    parts = {"soapenv:Header": header, "soapenv:Body": body}
    written = {"soapenv:Envelope": {"@xmlns:soapenv": _SOAP, **names, **parts}}
    return xmltodict.unparse(written).encode()
