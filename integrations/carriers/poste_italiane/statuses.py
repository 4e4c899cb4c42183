"""Say what Poste Italiane's sentences and codes mean; what is not here means nothing.

Poste writes sentences, most of them with a place or a day at their end: they are known by their
beginning. Its phases are not read: a parcel kept at an office is called "in delivery" by them.
Sources: the example in the manual of Poste Delivery Business, and sentences of Poste's public
page (https://www.poste.it/cerca).
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code
from integrations.carriers.poste_italiane.sentences import alike

BEGINNINGS: Mapping[str, Meaning] = {
    "a seguito di acquisto da poste.it": meanings.ANNOUNCED,
    "la spedizione è stata presa in carico": meanings.COLLECTED,
    "da un nostro operatore presso l'ufficio postale": meanings.COLLECTED,
    "la spedizione è in lavorazione": meanings.MOVING,
    "la spedizione è in transito": meanings.MOVING,
    "all'estero": meanings.MOVING,
    "presso il paese estero": meanings.MOVING,
    "completata la fase di verifica per lo svincolo": meanings.CLEARED,
    "la spedizione è in consegna": meanings.OUT,
    "consegna non andata a buon fine": meanings.ATTEMPTED,
    "disponibile per il ritiro": meanings.READY,
    "la spedizione è disponibile per il ritiro": meanings.READY,
    "la spedizione è stata consegnata al mittente": meanings.BACK,
    "sono in corso delle verifiche sulla spedizione": meanings.TROUBLE,
    "la spedizione è in giacenza": meanings.ACTION_REQUIRED,
    "in restituzione al mittente": meanings.GOING_BACK,
    "la spedizione è in restituzione al mittente": meanings.GOING_BACK,
}

WHOLE_SENTENCES: Mapping[str, Meaning] = {
    # Nothing may follow: delivered to a post office, or to the sender, is not delivered.
    "la spedizione è stata consegnata": meanings.DELIVERED,
}

CODES: Mapping[str, Meaning] = by_code({meanings.MOVING: "PCP", meanings.ACTION_REQUIRED: "003"})

STATUSES: Mapping[str, Meaning] = {**BEGINNINGS, **WHOLE_SENTENCES, **CODES}


def meaning_of(code: str, sentence: str) -> Meaning | None:
    """Return what an event means: its sentence, else its code."""
    told = alike(sentence)
    begun = (meaning for words, meaning in BEGINNINGS.items() if told.startswith(words))
    return WHOLE_SENTENCES.get(told) or next(begun, None) or CODES.get(code.upper())
