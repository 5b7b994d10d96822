"""Who sits here is changed by one key; from there the list of the office's people is added to, changed, ended."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from petitiondesk.office import people
from petitiondesk.office.people import About, Person
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs.people import choose_on_list
from petitiondesk.windows.dialogs.person import ask_about
from petitiondesk.windows.dialogs.who_sits import ask_who_sits
from petitiondesk.windows.messages import tr
from petitiondesk.windows.station import Station


class Sitting:
    """``station`` gives the counter as it is now; ``sat_down`` is told who sits there from now on."""

    def __init__(
        self,
        window: QWidget,
        station: Callable[[], Station],
        asking: Asking,
        sat_down: Callable[[Person], object],
        say: Callable[[str], object],
    ) -> None:
        self._window = window
        self._station = station
        self._asking = asking
        self._sat_down = sat_down
        self._say = say

    def ask(self) -> None:
        """Ask who sits here; the one who does stands first in sight."""
        self._asking.act(partial(people.everybody, self._station().desk), self._choose, key="who sits")

    def _choose(self, everybody: Sequence[Person]) -> None:
        sitting = self._station().desk.actor.id
        working = people.working(everybody, self._station().today())
        chosen = ask_who_sits(self._window, working, sitting=sitting, leave=tr("Leave as it was"))
        if chosen is None:
            return
        if chosen.person is None:
            self._show_list(everybody)
        elif chosen.person.id != sitting:
            self._sat_down(chosen.person)

    def _show_list(self, everybody: Sequence[Person]) -> None:
        chosen = choose_on_list(self._window, everybody, self._station().today())
        if chosen is not None:
            self._write(everybody, chosen.person)

    def _write(self, everybody: Sequence[Person], former: Person | None, typed: About | None = None) -> None:
        station = self._station()
        about = ask_about(self._window, everybody, station.today(), former=former, typed=typed)
        if about is None:
            self._show_list(everybody)
            return
        act = (
            partial(people.change, station.desk, former.id, about, now=station.now())
            if former
            else partial(people.add, station.desk, about, now=station.now())
        )
        self._asking.act(act, self._written, partial(self._not_written, everybody, former, about))

    def _written(self, person: Person) -> None:
        self._say(tr("{name} stands on the list as it was entered.", name=person.name))
        if person.id == self._station().desk.actor.id:
            self._sat_down(person)
        self._asking.act(partial(people.everybody, self._station().desk), self._show_list, key="who sits")

    def _not_written(self, everybody: Sequence[Person], former: Person | None, typed: About, error: Exception) -> None:
        """What was entered stands there again; another counter may have changed the list meanwhile."""
        if isinstance(error, people.PeopleRefused):
            self._write(everybody, former, typed)
        else:
            self._asking.failed(error)
