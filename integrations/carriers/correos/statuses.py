"""Say what Correos's event codes mean; a code that is not here means nothing.

Codes have eight characters: what happened, why, and R or V. Sources: the events of the tracking
interface (https://developers.correos.es, trackpub) and the groups in which Correos's own module
for shops (correosoficial 3.0) puts them. X and two figures are a state of Correos Express.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

STATUSES: Mapping[str, Meaning] = by_code(
    {
        # A09 is said when the label is made, though some descriptions call it admitted.
        meanings.ANNOUNCED: "A090000V X010000V X240000V",
        meanings.COLLECTED: "A010000V",
        meanings.MOVING: "P040000V P100000V P101120V P110000V H01I360V X020000V X030000V X040000V "
        "X110000V X110100V M02E340V M02E360V",
        meanings.LEFT: "P101110V",
        # At the unit that will deliver; not yet with the postman. X38 lies in a shop, but cannot
        # be fetched yet: Correos's module calls it delivered all the same.
        meanings.ARRIVED: "G01L010V X060000V X070000V X380000V",
        meanings.WITH_PARTNER: "P090000V",
        meanings.AT_CUSTOMS: "E000001V",
        meanings.OUT: "H020000V X080000V",
        meanings.ATTEMPTED: "H010930R X090060R X090100R",
        meanings.NOT_HOME: "H01R420V",
        meanings.NOT_FOUND: "H01R421V",
        meanings.READY_AT_POST: "H01I350V L010000V",
        # Called delivered by Correos's module: delivered to the shop, where it waits.
        meanings.READY_AT_POINT: "X350000V X390000V",
        meanings.DELIVERED: "I010000V I010110V I010120V I010130V I010400V I0104E0V I011010V "
        "I011020V I011030V I01E030V I01E070V I01E090V I01E410V I01H010V I01H030V I01H040V "
        "I01H050V I01H060V I01H210V X120000V X340000V",
        meanings.TROUBLE: "M010090R M01E320R",
        meanings.ADDRESS_NEEDED: "M01E020R",
        meanings.LOST: "X130000R",
        meanings.DESTROYED: "X160000V",
        meanings.CANCELLED: "X190000V",
        # The module's group of returns. That the way back has ended is said by none of them.
        meanings.GOING_BACK: "I020000V L01R380V L020000V L030000R L030000V L031060R L031070R "
        "L03D010R L03D045R L03D100R L03D130R L03D230R L03D240R L03D270V L03D300R L03D320R "
        "L03D360R L03D370R L03DR40V L03I270R L060000R L060100R L060110R L060120R L060130R "
        "L060140R L060150R L060160R L060170R L060180R L060190R L060200R L060210R L060220R "
        "L060230R L060240R L060250R L060260R L060270R L060280R L060290R L060990R O130000V "
        "O140000V X170000V X320000V",
    }
)
# Left out on purpose. IPUDO02V: delivered to a point or fetched from it. I01H220V, I01H230V:
# delivered for Correos's module, given back to the sender for others. H01R424V: an attempt, its
# end unknown. H06P010V, H06P050V: in the course of delivery, said of very different parcels.
