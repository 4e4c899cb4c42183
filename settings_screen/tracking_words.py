"""What the parts of the tracking page are called on the screen, and what is wrong with a form."""

from collections.abc import Mapping

from domain.campaign import Audience, When
from domain.kinds import Kind
from domain.page_design import Section
from domain.self_service import Action
from domain.stage import Stage
from messages.language import Language, phrase
from services.clean_css import LONGEST_CSS, CssFault, CssProblem
from services.page_values import LONGEST_ADDRESS, PageProblem
from settings_screen.figures import number

SECTIONS = {
    Section.PARCELS: phrase("Parcels and what happened to them"),
    Section.ROUTE: phrase("Route on a map"),
    Section.NOTES: phrase("Delivery notes"),
    Section.ACTIONS: phrase("What the shopper can do"),
    Section.ITEMS: phrase("Ordered items"),
    Section.ADDRESSES: phrase("Addresses"),
    Section.CAMPAIGNS: phrase("Campaigns"),
    Section.FAQ: phrase("Questions and answers"),
    Section.OTHER_ORDERS: phrase("The shopper's other orders"),
    Section.CONTACT: phrase("Contact"),
}
STAGES = {
    Stage.RECEIVED: phrase("Order received"),
    Stage.NOT_YET_PROCESSED: phrase("Not yet processed"),
    Stage.BEING_PREPARED: phrase("Being prepared"),
    Stage.PACKED: phrase("Packed"),
    Stage.READY_FOR_DISPATCH: phrase("Ready for dispatch"),
    Stage.HANDED_TO_COURIER: phrase("Handed to the courier"),
}
ACTIONS = {
    Action.CANCEL: phrase("Cancel the order"),
    Action.CHANGE_ADDRESS: phrase("Change the address"),
    Action.INSTRUCTIONS: phrase("Leave delivery instructions"),
    Action.PICKUP_POINT: phrase("Choose another pick-up point"),
    Action.CONTACT: phrase("Write to the shop"),
    Action.NOT_RECEIVED: phrase("Report a parcel as not received"),
    Action.RETURN: phrase("Return something"),
    Action.REORDER: phrase("Order again"),
    Action.CALENDAR: phrase("Put the delivery in a calendar"),
    Action.PUSH: phrase("Get notes in the browser"),
}
STATES = {
    When.BEFORE: phrase("No parcel has moved yet"),
    When.UNDER_WAY: phrase("A parcel is on its way"),
    When.ARRIVED: phrase("Delivered"),
    When.TROUBLE: phrase("Something went wrong"),
}
AUDIENCES = {
    Audience.EVERYONE: phrase("Everybody"),
    Audience.FIRST_ORDER: phrase("Those who order for the first time"),
    Audience.COMING_BACK: phrase("Those who have ordered before"),
}
SAMPLES = {
    Kind.OUT_FOR_DELIVERY: phrase("Out for delivery"),
    Kind.BEING_PREPARED: phrase("Being prepared"),
    Kind.SHIPPED: phrase("On its way"),
    Kind.DELAYED: phrase("Delayed"),
    Kind.READY_FOR_PICKUP: phrase("Ready for pick-up"),
    Kind.DELIVERED: phrase("Delivered"),
}
_PROBLEMS = {
    PageProblem.MISSING: phrase("Please fill this in."),
    PageProblem.TOO_LONG: phrase("This is too long: at most %(most)s characters."),
    PageProblem.UNREADABLE: phrase("This holds characters that cannot be used here."),
    PageProblem.NOT_HTTPS: phrase("Please enter a full address that begins with https://."),
    PageProblem.NOT_A_CHOICE: phrase("Please choose one of the values."),
    PageProblem.NOT_A_NUMBER: phrase("Please enter a whole number, at most %(most)s."),
    PageProblem.NOT_A_DAY: phrase("Please enter a day such as 2026-11-27."),
    PageProblem.ENDS_BEFORE: phrase("It cannot end before it begins."),
    PageProblem.NOT_COUNTRIES: phrase("Please enter codes of countries, such as SE, NO, DE."),
    PageProblem.TOO_MANY: phrase("There are too many: at most %(most)s."),
    PageProblem.NEEDS_WORDS: phrase("Please say what the picture shows, for those who cannot see."),
    PageProblem.BAD_CSS: phrase("Some of the CSS cannot be used."),
    PageProblem.NOT_A_HOST: phrase("Please enter a host name such as track.yourshop.com."),
    PageProblem.OURS: phrase("This is our own address. Please enter one of your domain."),
    PageProblem.TAKEN: phrase("Another shop uses this host already."),
}
_CSS = {
    CssProblem.TOO_LONG: phrase("This is too long: at most %(most)s characters."),
    CssProblem.UNREADABLE: phrase("Line %(line)s: this cannot be read as CSS."),
    CssProblem.AT_RULE: phrase("Line %(line)s: of the rules with @, only @media is possible here."),
    CssProblem.SELECTOR: phrase("Line %(line)s: the selector “%(what)s” cannot be used."),
    CssProblem.PROPERTY: phrase("Line %(line)s: the property “%(what)s” cannot be used."),
    CssProblem.VALUE: phrase("Line %(line)s: this value of “%(what)s” cannot be used."),
    CssProblem.NESTED: phrase("Line %(line)s: rules within rules cannot be used."),
}


def problem_words(
    problems: Mapping[str, PageProblem], most: Mapping[str, int], language: Language
) -> dict[str, str]:
    """Say what is wrong with each field; `most` is how long or how much it may be."""
    return {
        name: language.say(
            _PROBLEMS[problem], most=number(language, most.get(name, LONGEST_ADDRESS))
        )
        for name, problem in problems.items()
    }


def css_words(fault: CssFault, language: Language) -> str:
    """Say what is wrong with a style sheet, and where."""
    return language.say(
        _CSS[fault.problem],
        line=number(language, fault.line),
        what=fault.what,
        most=number(language, LONGEST_CSS),
    )
