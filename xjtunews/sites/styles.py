"""Tell from the style of an element whether a reader sees what stands in it."""

from __future__ import annotations

import re

_CONCEALING = ("-999", "000px", "size:0", "size: 0", "color:#fff", "color:white")
#: Every style that hides has one of these words.
_HIDING = re.compile("|".join(map(re.escape, ("none", "NONE", "hidden", "opacity", "clip:", *_CONCEALING))))

_END = r"\s*(?:!\s*important\s*)?(?:;|\Z)"
_UNSEEN = re.compile(r"(?<![a-z-])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CLEAR = re.compile(rf"(?<![a-z-])opacity\s*:\s*(?:0(?:\.0*)?|\.0+){_END}", re.IGNORECASE)
_FLAT = re.compile(rf"(?<![a-z-])(?:height|width)\s*:\s*[01](?:px)?{_END}", re.IGNORECASE)
_CUT = re.compile(r"(?<![a-z-])overflow\s*:\s*hidden", re.IGNORECASE)
_CLIPPED = re.compile(r"(?<![a-z-])clip\s*:\s*rect\((?:\s*[01](?:px)?[,\s]*){4}\)", re.IGNORECASE)
_TINY = re.compile(rf"(?<![a-z-])font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?{_END}", re.IGNORECASE)
_FAR = r"\s*:\s*-\s*(?:\d{4,6}(?:\.\d{1,3})?(?:px|pt)|\d{3,6}(?:\.\d{1,3})?(?:em|rem|%))"
_INDENTED = re.compile(rf"(?<![a-z-])(?:margin-left|text-indent){_FAR}", re.IGNORECASE)
_PLACED = re.compile(rf"(?<![a-z-])(?:left|right|top){_FAR}", re.IGNORECASE)
_COLOR = r"(?P<color>#[0-9a-f]{3,8}|[a-z]{3,20}|rgb\([\d,\s%]{5,30}\))"
_INK = re.compile(rf"(?<![a-z-])color\s*:\s*{_COLOR}", re.IGNORECASE)
_GROUND = re.compile(rf"(?<![a-z-])background(?:-color)?\s*:\s*{_COLOR}{_END}", re.IGNORECASE)
_WHITE = frozenset(("white", "#fff", "#ffffff", "rgb(255,255,255)"))


def may_hide(style: str | None) -> bool:
    """Tell a style that may hide, at little cost, from most others."""
    return style is not None and _HIDING.search(style) is not None


def is_unseen(style: str) -> bool:
    """Tell a style that hides, until perhaps a script changes it.

    >>> is_unseen("color: red; display : none"), is_unseen("opacity: 0"), is_unseen("height:0; overflow:hidden")
    (True, True, True)
    >>> is_unseen("text-decoration: none"), is_unseen("opacity:0.9"), is_unseen("max-height:0"), is_unseen("height:0")
    (False, False, False, False)
    """
    if _UNSEEN.search(style) or ("opacity" in style and _CLEAR.search(style)):
        return True
    if "hidden" in style and _CUT.search(style) and _FLAT.search(style):
        return True
    return "clip:" in style and _CLIPPED.search(style) is not None


def find_concealed(style: str) -> str | None:
    """Return what conceals words where nobody is to read them: their place, size or colour; None for any other style.

    An element inside may give its words a size or a colour again.

    >>> find_concealed("position:absolute;left:-9999px"), find_concealed("text-indent: -999em")
    ('place', 'place')
    >>> find_concealed("font-size:0px"), find_concealed("font-size:0.8em")
    ('font', None)
    >>> find_concealed("color:#fff; background:#FFFFFF"), find_concealed("color:#fff; background:#036")
    ('color', None)
    >>> find_concealed("text-indent:-32px"), find_concealed("left:-9999px")
    (None, None)
    """
    if not any(word in style for word in _CONCEALING):
        return None
    if _INDENTED.search(style) or ("position" in style.lower() and _PLACED.search(style)):
        return "place"
    if _TINY.search(style):
        return "font"
    ink = _INK.search(style)
    ground = _GROUND.search(style) if ink is not None else None
    return "color" if ink and ground and {_named(ink), _named(ground)} <= _WHITE else None


def _named(color: re.Match[str]) -> str:
    return "".join(color["color"].lower().split())
