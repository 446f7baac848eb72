"""Invented names: short and long ones, with spaces, apostrophes, ampersands, and letters of three alphabets."""

import random
from collections.abc import Callable

BEGINNINGS = ("Ve", "Lo", "Tar", "Qui", "Bro", "Sze", "Mul", "Ghe", "Pol", "Wim", "Zor", "Fel", "Hux", "Dro", "Yv")
MIDDLES = ("ra", "lo", "mi", "dé", "ßo", "ñu", "łi", "ör", "ve", "ği", "ko", "þa")
ENDINGS = ("th", "mar", "lund", "vik", "dor", "by", "schau", "zië", "mø", "gard", "wen", "ço")
OTHER_ALPHABETS = ("Ωμορίς", "Ждрава", "Ξύλοντα", "Щукомор", "Ђуровце", "Ϊθμαλος")
LONG = "The {} Confederation of Upper, Middle and Lower {}"
FORMS = ("{}", "{}", "{}", "{} {}", "{}'s Reach", "d'{}", "{}-{}", "St. {} & {}", "{} (North)")
KINDS_OF_FORUMS = ("Council of {}", "{} Dialogue", "{} & {} Customs Union", "{}'s Table", "{}", "Pact of {}")
KINDS_OF_MONEY = ("grants", "roads & ports", "schools", "mines", "power lines", "the sea")
KINDS_OF_WAYS = ("{} Pass", "{} Canal", "Old {} Road", "Strait of {}")


class Namer:
    """Names and keys of which none comes twice."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self._taken: set[str] = set()

    def actor(self) -> str:
        """A power or a state."""
        kind = self.draw.random()
        if kind < 0.1:
            return self._new(lambda: self.draw.choice(OTHER_ALPHABETS) + self.draw.choice(("", " II", " III")))
        if kind < 0.2:
            return self._new(lambda: LONG.format(self._word(), self._word()))
        return self._new(lambda: self._filled(self.draw.choice(FORMS)))

    def forum(self) -> str:
        """A forum."""
        return self._new(lambda: self._filled(self.draw.choice(KINDS_OF_FORUMS)))

    def corridor(self) -> str:
        """A corridor."""
        return self._new(lambda: self._filled(self.draw.choice(KINDS_OF_WAYS)))

    def event(self) -> str:
        """Something that happens."""
        return self._new(lambda: f"the {self._word()} {self.draw.choice(('blockade', 'treaty', 'drought'))}")

    def key(self, name: str) -> str:
        """A key for an actor: letters in capitals, the first word in small letters, or a word of its own."""
        form = self.draw.randrange(3)
        word = "".join(c for c in name if c.isalpha() or c == " ").split()[-1]
        if form == 0:
            return self._new(lambda: "".join(self.draw.choices("BCDFGHJKLMPQRTVWXYZ", k=4)))
        return self._new(lambda: word.lower() + self.draw.choice(("_1", "_2", "-x", "-y", "_of_old", "_new")))

    def _filled(self, form: str) -> str:
        return form.format(self._word(), self._word()) if form.count("{}") == 2 else form.format(self._word())

    def _word(self) -> str:
        middle = "".join(self.draw.choices(MIDDLES, k=self.draw.randrange(1, 3)))
        return self.draw.choice(BEGINNINGS) + middle + self.draw.choice(ENDINGS)

    def _new(self, made: Callable[[], str]) -> str:
        """The first of what is made that has not come before."""
        text = made()
        while text in self._taken:
            text = made()
        self._taken.add(text)
        return text
