"""The names of bodies with an owner: whose people's committee, which country's ministry, and what it is called there."""

from __future__ import annotations

from dataclasses import replace

from pipeline.hebrew.names import LexiconName, name_lexicon, vietnamese_bodies

LEVELS = (".province", ".city", ".commune")
"""The ends of the ids of bodies that name their level of government and not their owner: "ועדת העם המחוזית"."""

VIETNAM = "country.VN"
ISRAEL = "country.IL"
_COMMUNIST_PARTY = "org.vn-communist-party"
_CENTRAL_COMMITTEE = "org.party-central-committee"
_SECRETARIAT = ("org.office.secretariat", "org.party-secretariat")


def kind_of(name_id: str) -> str:
    """The id of a body without the level of government at its end."""
    for level in LEVELS:
        if name_id.endswith(level):
            return name_id[: -len(level)]
    return name_id


def level_of(name_id: str) -> str:
    """The level of government at the end of an id (``.province``); "" for none."""
    return next((level for level in LEVELS if name_id.endswith(level)), "")


def composite_name(name: LexiconName, owner: LexiconName | None, written: str) -> LexiconName:
    """The name of a body with its owner: both ids, the level of the body dropped, since the owner tells it.

    A body that only Vietnam has needs no owner, nor has a ministry of Israel in the Hebrew press. The departments of the
    Central Committee are entries of their own.
    """
    if owner is None:
        return name
    lexicon, bodies = name_lexicon(), vietnamese_bodies()
    kind = lexicon.names.get(kind_of(name.id), name)
    if owner.id in {VIETNAM, _COMMUNIST_PARTY} and kind.id in bodies.only_vietnam:
        return kind
    if owner.id == ISRAEL and kind.id.startswith("org.ministry."):
        return kind
    if owner.id == _CENTRAL_COMMITTEE:
        central = kind.id.replace("org.office.", "org.central-")
        central = _SECRETARIAT[1] if kind.id == _SECRETARIAT[0] else central
        if central in lexicon.names:
            return lexicon.names[central]
    return LexiconName(f"{kind.id}/{owner.id}", name.label, written, _latin(kind, owner))


def _latin(kind: LexiconName, owner: LexiconName) -> str:
    bodies = vietnamese_bodies()
    if owner.id.endswith(VIETNAM):
        own = kind.id + owner.id[: -len(VIETNAM)].rstrip("/").replace("org.", "/org.")
        if own in bodies.national:
            return bodies.national[own]
    if owner.id.startswith("vn.province."):
        templates = bodies.of_city if owner.id in bodies.municipalities else bodies.of_province
        if kind.id in templates:
            return templates[kind.id].format(owner.latin)
    vietnamese = "/vn.province." in owner.id or owner.id in bodies.only_vietnam
    if vietnamese and owner.latin and kind.id in bodies.of_body:
        return bodies.of_body[kind.id].format(owner.latin)
    return f"{kind.latin}, {owner.latin}" if kind.latin and owner.latin else ""


def scoped(name: LexiconName, scope: str) -> LexiconName:
    """The name of what is known in its article alone."""
    return replace(name, id=name.id + scope)
