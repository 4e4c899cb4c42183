"""Say what 4PX's FPX codes mean; a code that is not here means nothing.

The second part of a code is its stage: L and C origin, Q export, M line haul, I import, D
delivery, S the end, O a partner. It alone decides nothing: S ends a lost parcel as well.
Code: http://open.4px.com/apiInfo/apiDetail?itemId=6&mainId=25
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

_BY_MEANING: Mapping[Meaning, str] = {
    meanings.ANNOUNCED: "L_RPIF O_IR O_IRI O_SIS S_SFBR",
    meanings.LABELLED: "O_CRLB",
    meanings.COLLECTED: "C_SPLS C_SPQS L_PKED L_SC",
    meanings.MOVING: "C_RDFF C_PP D_TPTDL D_STPP D_LPRS M_IT M_STUA M_PT M_PPRL M_PCSM F_ZGWC "
    "C_ZDCH",
    meanings.ARRIVED: "C_AAF F_AF F_AMSC Q_AAEC M_AAA M_AAHK M_AADP D_AAD D_APC D_AOPC D_HQ",
    meanings.LEFT: "C_ADFF F_DF Q_DFEC M_DFA M_DAHK M_DFOA M_ATD M_DFIC M_DFSP D_DFD",
    meanings.IN_COUNTRY: "M_DC M_ATA M_ADCA D_ADC",
    meanings.AT_CUSTOMS: "Q_ECI Q_UEPC M_STTC I_CP I_ICI I_CCHB D_CCPH S_OKRC",
    meanings.CLEARED: "Q_ECC I_CPC I_RCUK",
    meanings.WITH_PARTNER: "M_HA O_RR D_HODP D_CCNS",
    meanings.OUT: "D_SD D_OFD D_DIP D_TDA D_ODBP D_DSRT",
    meanings.READY: "D_AP O_SHFC",
    meanings.READY_AT_POINT: "D_SASPS",
    meanings.READY_AT_POST: "D_ADWP D_FDWP",
    meanings.ATTEMPTED: "D_FD D_FDNC D_FDVO D_DDBT",
    meanings.NOT_HOME: "D_FDLO D_DDRH D_DDCN",
    meanings.CLOSED: "D_DDDC",
    meanings.NO_ACCESS: "D_FDNR",
    meanings.REFUSED: "D_DFCR D_RR",
    meanings.NOT_FOUND: "D_FDIA",
    meanings.DELIVERED: "S_OK S_OKGP S_OKVP S_OKIDC",
    meanings.TO_RECIPIENT: "S_OKSC",
    meanings.FETCHED: "S_OKCC",
    meanings.TROUBLE: "C_HF C_HFNP M_SE D_SH D_SHWC D_SHOA D_VN O_SPHS D_POD",
    meanings.BAD_ADDRESS: "D_DDIA D_DDCM",
    meanings.HELD_BY_CUSTOMS: "I_HC I_HCPI I_HCFE I_HCDN I_HCLE I_HCVC I_HCVV I_HCPR I_HCUG "
    "I_HCAI I_HCWC I_HCPC I_HCRC I_HCCC I_HCAD I_DG M_HCSC",
    meanings.LATE_AT_CUSTOMS: "I_HCCB I_CDSH I_DELAY",
    meanings.PAPERS_MISSING: "I_HCPW I_HCPA I_HCWI I_HCCI I_HCTI I_HCCR I_HCAP I_HCCF I_HCRR "
    "I_HCNR D_SHAP",
    meanings.UNPAID: "I_HCIT I_HCCD D_SHNP D_SHRC D_SHRD D_SHND D_SHCC D_SHRP",
    meanings.DAMAGED: "O_SD D_FDSD",
    meanings.LOST: "Y_CCMC D_FDPL",
    meanings.DESTROYED: "C_DT C_DTTM C_DTCQ Y_DS",
    meanings.SEIZED: "Y_CCSC Y_ADPR",
    meanings.LATE: "M_TD M_TDMF M_TDNF M_TDPH M_TDDB M_TDFM M_TDFC M_TDOL M_TDHM M_TDBW M_TDSC "
    "M_TDOP M_TDAC M_TDWF M_TDFD M_TDSA M_LDTP D_DD D_DDOH D_DDRR D_DDMD D_DDMS D_DDRS D_DDSR "
    "D_DDAR D_DDTP D_DDBW D_DDNF D_DDNI D_DDCA D_DDCC D_DDSS D_DDSC D_SHWD",
    meanings.CANCELLED: "O_SCBS",
    meanings.GOING_BACK: "C_BTC M_PRTS I_CR D_SR O_RT O_RTOC O_RTHM O_RFLM O_PRUC O_PRRR O_PRIA "
    "O_PRRF",
    # A case that is closed, a payment, a courier on the way to the sender: nothing of the parcel.
    meanings.NO_NEWS: "S_CC Y_COBH D_APBR D_SHPD D_DDRC L_ATP",
}

# S_OKPO ("delivered", to a post office), D_PD (in parts), D_RA and D_SPRA are left out: what they
# mean to the shopper is not known.
STATUSES: Mapping[str, Meaning] = {
    f"FPX_{code}": meaning for code, meaning in by_code(_BY_MEANING).items()
}
