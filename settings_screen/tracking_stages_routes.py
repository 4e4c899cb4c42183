"""The stages: what a shop calls them, by which words it tells them, and which it does not show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as WsgiResponse

from domain.stage import Stage
from domain.stage_names import StageNames
from messages.language import Language
from messages.language import language as language_of
from services.change_page import part_of_page
from services.change_stages import LONGEST_NAME, MOST_WORDS, EnteredStages, change_stages
from settings_screen.form_fields import FieldGroup, FieldLine, version_in
from settings_screen.messages_routes import OUTCOMES
from settings_screen.screen import Screen
from settings_screen.tracking_forms import (
    Form,
    Trouble,
    language_choices,
    no_trouble,
    text_in,
    written_in,
)
from settings_screen.tracking_tabs import TRACKING, tabs
from settings_screen.tracking_words import STAGES
from settings_screen.visits import Visit

OF_STAGES = f"{TRACKING}/stages"
_MOST = {
    **{f"name_{stage.value}": LONGEST_NAME for stage in Stage},
    **{f"words_{stage.value}": MOST_WORDS for stage in Stage},
}


@dataclass(frozen=True, slots=True)
class _Stages:
    screen: Screen

    def show(self) -> Response:
        """Show the stages as they are kept."""
        visit = self.screen.visit()
        kept = part_of_page(self.screen.wiring, visit.shop.id, StageNames)
        entered = _as_entered(kept, written_in(visit).code)
        return self._page(visit, entered, no_trouble())

    def save(self) -> WsgiResponse:
        """Keep what was entered; open orders are told by it soon."""
        visit = self.screen.visit()
        entered = _read(request.form, written_in(visit).code)
        wiring, shop_id = self.screen.wiring, visit.shop.id
        return Form(visit, OF_STAGES, _MOST, entered.language).saved(
            lambda: change_stages(wiring, shop_id, entered, visit.who),
            lambda trouble: self._page(visit, entered, trouble),
        )

    def _page(self, visit: Visit, entered: EnteredStages, trouble: Trouble) -> Response:
        kept = part_of_page(self.screen.wiring, visit.shop.id, StageNames)
        written = language_of(entered.language)
        filled = {code for names in kept.names.values() for code in names}
        return self.screen.page(
            visit,
            "tracking/stages",
            trouble.status,
            tabs=tabs("stages", visit.kept, visit.language),
            written=written,
            choices=language_choices(OF_STAGES, visit.kept, written, filled),
            groups=_groups(entered, trouble.errors, visit.language),
            version=entered.version,
            outcome=OUTCOMES.get(trouble.outcome),
        )


def _read(form: MultiDict[str, str], written: str) -> EnteredStages:
    return EnteredStages(
        language=written,
        names={stage: text_in(form, f"name_{stage.value}") for stage in Stage},
        words={stage: text_in(form, f"words_{stage.value}") for stage in Stage},
        hidden=frozenset(stage.value for stage in Stage if f"hidden_{stage.value}" in form),
        version=version_in(form),
    )


def _as_entered(kept: StageNames, written: str) -> EnteredStages:
    return EnteredStages(
        language=written,
        names={stage: kept.names.get(stage, {}).get(written, "") for stage in Stage},
        words={stage: "\n".join(kept.words.get(stage, ())) for stage in Stage},
        hidden=frozenset(stage.value for stage in kept.hidden),
        version=kept.version,
    )


def _groups(
    entered: EnteredStages, errors: Mapping[str, str], language: Language
) -> Sequence[FieldGroup]:
    return [
        FieldGroup(language.say(STAGES[s]), "", _fields(s, entered, errors, language))
        for s in Stage
    ]


def _fields(
    stage: Stage, entered: EnteredStages, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    say, name, words = language.say, f"name_{stage.value}", f"words_{stage.value}"
    hidden = stage.value in entered.hidden
    return [
        FieldLine(
            name,
            say("Your own name"),
            "text",
            entered.names.get(stage, ""),
            say("Empty for ours."),
            errors.get(name, ""),
            optional=True,
        ),
        FieldLine(
            words,
            say("Tags, statuses or notes that tell it"),
            "area",
            entered.words.get(stage, ""),
            say("One a line, beside those we know."),
            errors.get(words, ""),
            optional=True,
        ),
        FieldLine(
            f"hidden_{stage.value}",
            say("Leave it out of the steps"),
            "check",
            "on" if hidden else "",
            say("It is shown all the same while an order stands there."),
        ),
    ]


def add_tracking_stages(door: Blueprint, screen: Screen) -> None:
    """Add the stages to a blueprint."""
    pages = _Stages(screen)
    door.add_url_rule(OF_STAGES, "stages", pages.show)
    door.add_url_rule(OF_STAGES, "save_stages", pages.save, methods=["POST"])
