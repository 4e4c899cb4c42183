"""List DHL Paket's events (ICE) with the reasons (RIC) that settle their meaning.

Combinations: see statuses.py. Left out, because they cover contrary cases: OFWRD with CNCNR (sent
on, or sent back) and MVARR with ZU (a vehicle has arrived, "delivered").
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code


def _pairs(events: str) -> str:
    """Write "ICE RIC RIC; ICE RIC" as "ICE/RIC ICE/RIC ICE/RIC"."""
    split = [part.split() for part in events.split(";")]
    return " ".join(f"{event}/{reason}" for event, *reasons in split for reason in reasons)


_ON_THE_WAY = {
    meanings.ANNOUNCED: "PARCV NRQRD; PURCR BOOKN NRQRD",
    meanings.CANCELLED: "CANCL NRQRD",
    meanings.COLLECTED: "PCKDU PFLOC PKBOX PUBCR WINPL; SHRCU NRQRD PCKST SERPT",
    # HNDDE: handed to an outlet, which has yet to say that it is ready.
    meanings.MOVING: "ASMVT NRQRD; LDTHU NRQRD; HNDDE SERPT",
    meanings.ARRIVED: "INFCL CSREQ CTCST DLVDT FWEXH HLDAY HNDCA INCSH NRQRD OARRV SERPT; "
    "ULFMV OARRV UNLDD",
    meanings.LEFT: "MVDPT NRQRD; REPCK MVMTV",
    meanings.WITH_PARTNER: "DLVRD HNDTC; TRBCR NRQRD",
    meanings.FORWARDED: "FWDCF SERPT; OFWRD CNRFW CRFRD CRRFN CSREQ NRQRD PBNBR RDRCR RDRDO",
    # DLVRD with CUSTM is "delivered" to customs, to be examined there.
    meanings.AT_CUSTOMS: "DLVRD CUSTM; HLDCP NORSN; HNDND CUSTM; ICPRC FWEXH NRQRD OARRV; "
    "ITBAR CSTBA FWEXH OARRV",
    meanings.CLEARED: "RSDCP FWEXH OARRV",
    meanings.GOING_BACK: "EXPHD RTTSP; OFWRD RTSCR RTSSA; RETRN BDADD CLREF CNCNR CSREQ DMGED "
    "DMGPC FRMJR FSCCH GDNMS INSPF MOVED MSDLA MSSDT NAGTB NEXCH NHOME NTCCN NTORD OTHER RFUSD "
    "RTSCR RTSSA UDFPC WRGDT WRGID WRGTR",
    # A driver deletes the event before, such as a delivery that was none.
    meanings.DELIVERY_UNDONE: "STORN NRQRD",
}
_AT_THE_END = {
    meanings.READY: "CNRFC HDFCT NRQRD; HLDCC HDFCT",
    meanings.READY_AT_POINT: "CNRFC SERPT; HLDCC SERPT",
    meanings.READY_IN_LOCKER: "CNRFC PCKST; HLDCC LDPCK",
    meanings.DELIVERED: "DLVRD ACCDM ACCPT ACCSI AGENT DIDLV FAMLY OTHER PCKAD SERPT SPOUS WINPL",
    meanings.TO_NEIGHBOUR: "DLVRD NGHBR",
    meanings.IN_SAFE_PLACE: "DLVRD SECPL",
    meanings.IN_MAILBOX: "DLVRD PKBOX POBOX",
    meanings.FETCHED_FROM_LOCKER: "DLVRD ACCPK",
    meanings.ATTEMPTED: "NTDEL AGNEG CAPEX CTCNI CTCST IDDMG IDNEG MSDOC NAGTB OTHER OTHRE PCKST "
    "RSEXW SECDA SERPT SHINF UDLVR",
    meanings.NOT_HOME: "NTDEL CNCNR NHOME",
    meanings.CLOSED: "NTDEL CLOSD",
    meanings.REFUSED: "DLVRF CROAT DMGED NEXCH NTORD OTHER SHNCP; NTDEL RFUSD",
    meanings.NOT_FOUND: "NTDEL BDADD CPUNK MOVED WRGPN WRGRI",
    meanings.NOT_PAID: "DLVRF TRPMT; NTDEL TRPMT",
}
_IN_TROUBLE = {
    meanings.TROUBLE: "EXPHD FFTCH GDNMS INCSH INSPT MSLBL MSSDT NRQRD OTHER STBSD TRPMT UDFPC; "
    "INFCL HLDSR",
    meanings.HELD_BY_CUSTOMS: "EXPHD CLREF; HLDCU NORSN",
    meanings.PAPERS_MISSING: "EXPHD MSDOC PWMFD",
    meanings.BAD_ADDRESS: "ALERT BDADD; EXPHD BDADD WRGRI; LDEXC BDADD",
    meanings.DAMAGED: "DMGDS CSDOC CTCST DMGED DMGPC NRQRD PUDMG; EXPHD DMGED DMGPC DMPHD; "
    "NTDEL DMGED",
    meanings.LOST: "EXPHD LOSTX; RCCLS LOSTX",
    # Most of them count as "delivered".
    meanings.DESTROYED: "DSPSD BDADD CLREF CNCNR CRQST CSREQ DMGED DMGPC FRMJR FSCCH GDNMS MOVED "
    "MSLBL NRQRD NTCLM NTORD",
    meanings.SEIZED: "CNFSC LEGAT",
    meanings.UNCLAIMED: "NTDEL NTCCN",
    meanings.LATE: "DTNPC NPRPF; EXPHD CAPEX EQUBF FRMJR STPRB; LDEXC MSDLA OVRLD; "
    "MSRTD CRRCS CRRFN NRQRD WRGTR; MVDEX FRMJR; MVTEX FRMJR TCATC TCHBD VHARU; NTADT NPRPF; "
    "NTDEL CRROT DRCRU FRMJR HLDAY MSLBL MSSDT NTIHU TCHBD WRGTR",
}
# ADVIS, ALERT, ROUCR: messages and wishes: a day, a place, a stop ordered and yet to be made.
# HLDCC: it waits as before, and nobody has fetched it.
# NTPUP, PURCR: the courier did not get it from the sender, or the order to fetch it was at fault.
# DTNPC, RCCLS, PBNDT: data without a parcel, and a parcel without data.
# DLVRD, PMTCR, PMTCS: money, after a parcel was delivered.
# CHECK, SECHK, RELBL, REPCK: checked, or labelled or wrapped anew, and on it goes.
_NOTHING_NEW = {
    meanings.NO_NEWS: "ADVIS DLVDT DLVTM MSGER MSGPC MSGST ORDER PFLOC REJCT ROUCR SECDA STBSD; "
    "ALERT DLVTM; ROUCR PKBOX; HLDCC NTCCN; "
    "NTPUP BDADD CLOSD CLRTE CPUNK CRROT DMGED GDNMS GDNRD NAGTB NHOME NPYMT NTHND NTHNG OTHER "
    "SPCNR TRPMT WRGTR; PURCR BDADD OTHER REJCT SECPL; "
    "DTNPC GHSTP; RCCLS GHSTP; PBNDT NDRFC NDRFN NORSN; "
    "DLVRD CODAR CODRP; PMTCR NRQRD; PMTCS NRQRD SERPT; "
    "CHECK SVCHG; SECHK CCPSD DGCPS INSPT NRQRD; RELBL NRQRD PLDMG PPQLT; "
    "REPCK DMGPC LDMGD NRQRD RDRDO WRGRI",
}

BY_REASON: Mapping[str, Meaning] = by_code(
    {
        meaning: _pairs(events)
        for groups in (_ON_THE_WAY, _AT_THE_END, _IN_TROUBLE, _NOTHING_NEW)
        for meaning, events in groups.items()
    }
)
