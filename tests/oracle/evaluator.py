# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second judge, written from the attendance semantics alone and kept deliberately simple.

It shares no code and no design with the engine: every rule is spelt out on lists of
intervals, slowly.  Tests compare the two over generated person-days.
"""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

MINUTE = 60
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

DEFAULTS = {
    "placing": "window",
    "pairing": {"direction": "ignore", "worked": "span"},
    "single_punch": "nearest",
    "duplicate_window": 60,
    "precision": "minute",
    "grace": {"late": 0, "early": 0, "mode": "threshold"},
    "tiers": {},
    "thresholds": {"half_day_below": 0, "absent_below": 0},
    "rest": {"mode": "scheduled"},
    "rounding": [],
    "clip": "none",
    "missing_as": "exception",
    "forgiven_per_month": {"count": 0, "minutes": 0},
    "period": {"start_day": 1},
    "holiday_work": "count",
    "gap": 240,
    "max_shift": 960,
    "assign_day": "start",
    "trim": "to_end",
    "absent_after": "due",
    "wait_for_sources": True,
    "max_wait": 1440,
    "overtime": {"basis": "both", "rules": []},
}


def minutes(text):
    """HH:MM, hours up to 48, as minutes after midnight."""
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


def day_of(text):
    return date.fromisoformat(text)


def union(intervals):
    """Sorted, disjoint, non-empty intervals with the same cover."""
    out = []
    for start, end in sorted(i for i in intervals if i[0] < i[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def intersect(one, other):
    return union([(max(a, c), min(b, d)) for a, b in one for c, d in other])


def subtract(one, other):
    out = []
    other = union(other)
    for start, end in union(one):
        at = start
        for a, b in other:
            if b <= at or a >= end:
                continue
            if a > at:
                out.append((at, a))
            at = max(at, b)
        if at < end:
            out.append((at, end))
    return out


def length(intervals):
    return sum(b - a for a, b in union(intervals))


class Case:
    """One scenario case, its times in whole seconds UTC."""

    def __init__(self, case):
        self.case = case
        self.tz = ZoneInfo(case.get("tz", "UTC"))
        self.policy = {**DEFAULTS}
        for key, value in case.get("policy", {}).items():
            if isinstance(value, dict) and isinstance(DEFAULTS.get(key), dict):
                value = {**DEFAULTS[key], **value}
            self.policy[key] = value
        self.shifts = {s["id"]: s for s in case.get("shifts", [])}
        self.calendar = case.get("calendar", {})
        self.punches = sorted(
            (
                {"id": p["id"], "raw": self.parse(p["at"]), "dir": p.get("dir"),
                 "mark": "void" if p.get("void") else "suspect" if p.get("suspect") else None}
                for p in case.get("punches", [])
            ),
            key=lambda p: (p["raw"], {"out": 0, "in": 1, None: 2}[p["dir"]], p["id"]),
        )
        self.covers = [
            {"kind": c["kind"], "punches": c.get("punches"), "date": c.get("date"), "half": c.get("half"), "lieu": c.get("lieu", False),
             "from": self.parse(c["from"]) if "from" in c else None, "to": self.parse(c["to"]) if "to" in c else None}
            for c in case.get("covers", [])
        ] + [
            {"kind": "leave", "date": leave["date"], "half": "either" if leave.get("part") == "half" else None}
            for leave in case.get("leave", [])
        ]
        self.as_of = self.parse(case["as_of"]) if "as_of" in case else 1 << 60
        self.synced = self.parse(case["synced_to"]) if "synced_to" in case else 1 << 60

    # Time --------------------------------------------------------------------------------

    def wall(self, day, minute):
        """The instant of a wall time; twice: the earlier; never: forward by the gap."""
        naive = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
        return int(naive.replace(tzinfo=self.tz, fold=0).timestamp())

    def parse(self, text):
        text = text.replace(" ", "T")
        offset = None
        if text.endswith("Z"):
            offset, text = timezone.utc, text[:-1]
        elif len(text) > 6 and text[-6] in "+-" and text[-3] == ":":
            sign = 1 if text[-6] == "+" else -1
            offset = timezone(sign * timedelta(hours=int(text[-5:-3]), minutes=int(text[-2:])))
            text = text[:-6]
        day, clock = text.split("T")
        parts = [int(x) for x in clock.split(":")]
        second = parts[2] if len(parts) > 2 else 0
        naive = datetime.fromisoformat(day) + timedelta(hours=parts[0], minutes=parts[1], seconds=second)
        return int(naive.replace(tzinfo=offset or self.tz, fold=0).timestamp())

    def civil(self, at):
        return datetime.fromtimestamp(at, self.tz)

    def of_day(self, at):
        local = self.civil(at)
        return local.hour * 60 + local.minute + local.second / 60

    # What kind of day it is, section 3 -----------------------------------------------------

    def employed(self, day):
        employment = self.case.get("employment", {})
        inactive = employment.get("inactive")
        if inactive is True or (isinstance(inactive, list) and day.isoformat() in inactive):
            return False
        if employment.get("from") and day < day_of(employment["from"]):
            return False
        if employment.get("to") and day > day_of(employment["to"]):
            return False
        return True

    def chosen(self, day):
        """The shifts that somebody chose for this very date, None for a rest; nothing if nobody did."""
        return [e["shift"] for e in self.case.get("roster", []) if e.get("single") and day_of(e["from"]) == day]

    def rostered(self, day):
        return [
            entry["shift"]
            for entry in self.case.get("roster", [])
            if not entry.get("single")
            and day_of(entry["from"]) <= day
            and (entry.get("to") is None or day <= day_of(entry["to"]))
        ]

    def slot(self, day):
        """What the group's pattern has for a date: a shift, "*" for the default one, None for a rest."""
        pattern = self.case.get("pattern")
        if pattern is None:
            return None if WEEKDAYS[day.weekday()] in self.calendar.get("weekly_rest", []) else "*"
        if pattern["kind"] == "weekly":
            return pattern["slots"][day.weekday()]
        anchor = day_of(pattern["anchor"])
        if pattern["kind"] == "biweekly":
            anchor -= timedelta(days=anchor.weekday())
        return pattern["slots"][(day - anchor).days % len(pattern["slots"])]

    def first_of_week(self, day):
        """The shift of the first working day of the week, where the pattern names shifts at all."""
        week = [self.slot(day + timedelta(days=k - day.weekday())) for k in range(7)]
        if all(slot in (None, "*") for slot in week):
            return None
        first = next(slot for slot in week if slot is not None)
        return self.case.get("default_shift") if first == "*" else first

    def usual(self, day, makeup):
        """The shift of a make-up workday, or the one whose window a day off borrows."""
        spans = [shift for shift in self.rostered(day) if shift]
        own = self.slot(day)
        if makeup:
            ways = [self.case.get("makeup_shift"), self.first_of_week(day), *spans]
        else:
            ways = [*spans, None if own == "*" else own, self.first_of_week(day)]
        return next((way for way in ways if way), self.case.get("default_shift"))

    def kind(self, day):
        """(type, shift ids): none, statutory, rest, makeup, work."""
        if not self.employed(day):
            return "none", []
        chosen = self.chosen(day)
        if chosen:
            return ("work", chosen) if chosen[0] else ("rest", [])
        iso = day.isoformat()
        for special in self.case.get("special", []):
            if special["date"] == iso:
                return ("work", [special["shift"]]) if special.get("shift") else ("none", [])
        if iso in self.calendar.get("statutory", []):
            return "statutory", []
        if iso in self.calendar.get("rest", []):
            return "rest", []
        if iso in self.calendar.get("makeup", []) and self.usual(day, True):
            return "makeup", [self.usual(day, True)]
        shifts = self.rostered(day)
        if shifts:
            return ("work", shifts) if shifts[0] else ("rest", [])
        slot = self.slot(day)
        if slot is None:
            return "rest", []
        shift = self.case.get("default_shift") if slot == "*" else slot
        return ("work", [shift]) if shift else ("none", [])

    # Shifts in time, section 4 ---------------------------------------------------------------

    def instances(self, first, last):
        """Every scheduled shift of the dates, windows trimmed, in order of start."""
        found = []
        day = first
        while day <= last:
            for name in self.kind(day)[1]:
                shift = self.shifts[name]
                segments = shift.get("segments", [])
                if segments:
                    times = [
                        {
                            "on": self.wall(day, minutes(s["on"])),
                            "off": self.wall(day, minutes(s["off"])),
                            "in_required": s.get("in_required", True),
                            "out_required": s.get("out_required", True),
                        }
                        for s in segments
                    ]
                    window = {"before": 240, "after": 480, **shift.get("window", {})}
                    found.append(
                        {
                            "date": day,
                            "shift": shift,
                            "segments": times,
                            "rests": [
                                (self.wall(day, minutes(a)), self.wall(day, minutes(b)))
                                for a, b in shift.get("rests", [])
                            ],
                            "start": times[0]["on"],
                            "end": times[-1]["off"],
                            "from": times[0]["on"] - window["before"] * MINUTE,
                            "to": times[-1]["off"] + window["after"] * MINUTE,
                        }
                    )
            day += timedelta(days=1)
        found.sort(key=lambda i: (i["start"], i["end"]))
        for instance in found:
            instance["untrimmed"] = (instance["from"], instance["to"])
        if self.policy["trim"] == "to_end":
            for earlier, later in zip(found, found[1:]):
                later["from"] = max(later["from"], earlier["end"])
                earlier["to"] = min(earlier["to"], later["from"])
        return found

    def days_off(self, first, last, instances):
        """Days off borrow the window of the usual shift and yield to every day with its own."""
        found = []
        day = first
        while day <= last:
            usual = self.usual(day, False)
            kind = self.kind(day)[0]
            if kind in ("rest", "statutory") and usual and self.shifts[usual].get("segments"):
                shift = self.shifts[usual]
                window = {"before": 240, "after": 480, **shift.get("window", {})}
                start = self.wall(day, minutes(shift["segments"][0]["on"]))
                end = self.wall(day, minutes(shift["segments"][-1]["off"]))
                found.append({"date": day, "off": True, "shift": None, "start": start, "rests": [],
                              "from": start - window["before"] * MINUTE, "to": end + window["after"] * MINUTE})
            day += timedelta(days=1)
        both = sorted(found + instances, key=lambda i: (i["date"], i["start"]))
        for earlier, later in zip(both, both[1:]):
            if later.get("off"):
                later["from"] = max(later["from"], earlier["to"])
            if earlier.get("off"):
                earlier["to"] = min(earlier["to"], later["from"])
        return found

    def kept(self):
        """Punches less near duplicates; marks the others. Section 2."""
        window = self.policy["duplicate_window"]
        last = None
        out = []
        for punch in self.punches:
            if punch["mark"]:
                punch["verdict"] = punch["mark"]
                continue
            if last is not None and window and punch["raw"] - last["raw"] < window:
                both = punch["dir"] and last["dir"]
                if not (both and punch["dir"] != last["dir"]):
                    punch["verdict"] = "duplicate"
                    continue
            last = punch
            out.append(punch)
        for punch in out:
            at = punch["raw"]
            punch["at"] = at - at % MINUTE if self.policy["precision"] == "minute" else at
        return out

    def place(self, punches, instances, off):
        for instance in instances + off:
            instance["punches"] = []
        for punch in punches:
            fits = [i for i in instances if i["from"] <= punch["at"] <= i["to"]]
            if self.policy["trim"] == "nearest":
                wide = [i for i in instances if i["untrimmed"][0] <= punch["at"] <= i["untrimmed"][1]]

                def away(instance):
                    edges = [s["on"] for s in instance["segments"]] + [s["off"] for s in instance["segments"]]
                    return min(abs(punch["at"] - e) for e in edges)

                fits = sorted(wide, key=lambda i: (away(i), i["start"]))
            if fits:
                fits[0]["punches"].append(punch)
                punch["verdict"] = {"shift": fits[0]["shift"]["id"], "date": fits[0]["date"].isoformat()}
                continue
            fits = [i for i in off if i["from"] <= punch["at"] <= i["to"]]
            if fits:
                fits[0]["punches"].append(punch)
                punch["verdict"] = {"shift": None, "date": fits[0]["date"].isoformat()}
            else:
                punch["verdict"] = "off_shift"

    # Pairing, section 5 ------------------------------------------------------------------------

    def pair(self, punches, on, off):
        """(in, out, sessions) of one segment; in and out are punches or None."""
        mode = self.policy["pairing"]
        if not punches:
            return None, None, []
        if mode["direction"] == "ignore":
            if len(punches) == 1:
                return self.single(punches[0], on, off)
            if mode["worked"] == "span":
                return punches[0], punches[-1], [(punches[0]["at"], punches[-1]["at"])]
            sessions = []
            for k in range(0, len(punches) - 1, 2):
                sessions.append((punches[k]["at"], punches[k + 1]["at"]))
            if len(punches) % 2:
                punches[-1]["verdict"] = "unpaired"
            last = punches[-1] if len(punches) % 2 == 0 else punches[-2]
            return punches[0], last, sessions
        if len(punches) == 1 and punches[0]["dir"] is None:
            return self.single(punches[0], on, off)
        opened = None
        sessions, ins, outs, closers = [], [], [], []
        for punch in punches:
            direction = punch["dir"] or ("out" if opened else "in")
            (ins if direction == "in" else outs).append(punch)
            if direction == "in":
                if opened is None:
                    opened = punch
                elif mode["worked"] == "pairs":
                    punch["verdict"] = "ignored"
            elif opened is None:
                if mode["worked"] == "pairs":
                    punch["verdict"] = "ignored"
            else:
                sessions.append((opened["at"], punch["at"]))
                closers.append(punch)
                opened = None
        if mode["worked"] == "span":
            first = ins[0] if ins else None
            last = outs[-1] if outs else None
            return first, last, [(first["at"], last["at"])] if first and last and last["at"] > first["at"] else []
        return (ins[0] if ins else None), (closers[-1] if closers else None), sessions

    def single(self, punch, on, off):
        mode = self.policy["single_punch"]
        if mode == "in":
            is_on = True
        elif mode == "noon":
            is_on = self.of_day(punch["at"]) < 12 * 60
        else:
            is_on = abs(punch["at"] - on) <= abs(punch["at"] - off)
        return (punch, None, []) if is_on else (None, punch, [])

    def cut(self, instance):
        """The punches of each segment: the window is cut in the middle of each gap."""
        segments = instance["segments"]
        parts = [[] for _ in segments]
        for punch in instance["punches"]:
            where = 0
            for k in range(len(segments) - 1):
                # 'middle' in half seconds, so that an odd gap stays exact; the middle itself is the earlier's.
                if 2 * punch["at"] > segments[k]["off"] + segments[k + 1]["on"]:
                    where = k + 1
            parts[where].append(punch)
        return parts

    def part(self, instance, at):
        """Which segment an instant belongs to: they meet in the middle of each gap."""
        segments = instance["segments"] if instance else []
        return sum(2 * at > a["off"] + b["on"] for a, b in zip(segments, segments[1:]))

    # Sessions without times, section 4 -----------------------------------------------------------

    def sessions(self, punches):
        """Pairs of punches [(in, out or None)] under the longest session allowed."""
        longest = self.policy["max_shift"] * MINUTE
        typed = self.policy["pairing"]["direction"] == "typed"
        opened, out = None, []
        for punch in punches:
            direction = punch["dir"] if typed else None
            if direction is None:
                direction = "out" if opened else "in"
            if direction == "out" and opened and punch["at"] - opened["at"] > longest:
                # Closing would make it too long: the old one stays open for ever, a new one begins.
                out.append((opened, None))
                opened = None
                direction = "out" if typed and punch["dir"] == "out" else "in"
            if direction == "in":
                if opened is None:
                    opened = punch
                elif punch["at"] - opened["at"] > longest:
                    out.append((opened, None))
                    opened = punch
                else:
                    punch["verdict"] = "ignored"
            elif opened is None:
                punch["verdict"] = "ignored"
            else:
                out.append((opened, punch))
                opened = None
        if opened is not None:
            out.append((opened, None))
        for start, end in out:
            if end is None:
                start["verdict"] = "unpaired"
        return out

    def midnight(self, day):
        return self.wall(day, 0)

    def dated(self, sessions):
        """[(date, [(start, end)])]: groups of sessions and the date of each piece, section 4."""
        span = self.policy["pairing"]["worked"] == "span"
        times = [(a["at"], b["at"] if b else a["at"]) for a, b in sessions if b or span]
        outs = {b["at"] for _, b in sessions if b}
        typed = self.policy["pairing"]["direction"] == "typed"
        groups = []
        for start, end in times:
            if groups and start - groups[-1][-1][1] < self.policy["gap"] * MINUTE:
                groups[-1].append((start, end))
            else:
                groups.append([(start, end)])
        if span:
            # From the first punch to the last, one that opens what nothing closes included; typed, to the last out
            lasts = [max([end for _, end in group if end in outs or not typed], default=0) for group in groups]
            groups = [[(group[0][0], last)] for group, last in zip(groups, lasts) if group[0][0] < last or group[0][0] in outs]
        out = []
        for group in groups:
            first, last = self.civil(group[0][0]).date(), self.civil(group[-1][1]).date()
            if self.civil(group[-1][1]) == self.civil(self.midnight(last)) and last > first:
                last -= timedelta(days=1)
            rule = self.policy["assign_day"]
            if rule == "start":
                out.append((first, group))
            elif rule == "end":
                out.append((last, group))
            elif rule == "most":
                best, most = None, -1
                day = first
                while day <= last:
                    here = length(intersect(group, [(self.midnight(day), self.midnight(day + timedelta(days=1)))]))
                    if here > most:
                        best, most = day, here
                    day += timedelta(days=1)
                out.append((best, group))
            else:
                whole = []
                pieces = {}
                for start, end in group:
                    day = self.civil(start).date()
                    if self.midnight(day + timedelta(days=1)) < end:
                        while start < end:
                            stop = min(end, self.midnight(day + timedelta(days=1)))
                            pieces.setdefault(day, []).append((start, stop))
                            start, day = stop, day + timedelta(days=1)
                    else:
                        whole.append((start, end))
                if not pieces:
                    out.append((first, group))
                else:
                    for start, end in whole:
                        pieces.setdefault(self.civil(start).date(), []).append((start, end))
                    out.extend((day, sorted(p)) for day, p in sorted(pieces.items()))
        return out

    # Late and early, section 6 -------------------------------------------------------------------

    def halves(self, instance):
        """Where the first half of a day ends and the second begins: at the gap between segments, or the rest of
        a single segment, that is nearest to the middle."""
        segments = instance["segments"]
        begin, end = segments[0]["on"], segments[-1]["off"]
        if len(segments) > 1:
            gaps = [(a["off"], b["on"]) for a, b in zip(segments, segments[1:])]
        else:
            gaps = [(a, b) for a, b in instance["rests"] if begin < a and b < end]
        middle = (begin + end) // 2
        return min(gaps, key=lambda gap: abs(sum(gap) / 2 - middle), default=(middle, middle))

    def not_attended(self, instance, first_ends, second_begins, came, went):
        """The half of a day that nobody attended, as the first arrival or the last departure says."""
        begin, end = instance["start"], instance["end"]
        if came is not None:
            return "first" if abs(came - second_begins) < abs(came - begin) else "second"
        if went is not None:
            return "first" if abs(went - end) < abs(went - first_ends) else "second"
        return "second"

    def cover(self, day, instance, came, went):
        """What leave and work elsewhere cover of one shift of a date (or of free hours): stretches of leave and
        of work elsewhere, and what they come to."""
        leave, away, lieu = [], [], []
        by_lieu = by_other = False
        named, by_hour, whole, whole_away, halves_away = [], False, False, False, set()
        if instance is not None:
            begin, end = instance["start"], instance["end"]
            first_ends, second_begins = self.halves(instance)
        else:
            begin, end = self.midnight(day), self.midnight(day + timedelta(days=1))
        for cover in self.covers:
            if cover["kind"] == "overtime":
                continue
            mine = leave if cover["kind"] == "leave" else away
            if cover["kind"] == "leave" and self.is_of(cover, day):
                by_lieu, by_other = by_lieu or cover.get("lieu", False), by_other or not cover.get("lieu", False)
            before = len(mine)
            if cover["date"] is None:
                mine.append((max(cover["from"], begin), min(cover["to"], end)))
                # By the hour also where it only touches the civil day of the shift
                if cover["kind"] == "leave":
                    by_hour = by_hour or self.is_of(cover, day)
            elif cover["date"] == day.isoformat():
                half = cover["half"]
                if cover["kind"] == "leave":
                    if half is None:
                        whole = True
                    else:
                        named.append(half)
                elif half is None:
                    whole_away = True
                else:
                    halves_away.add(half)
                if instance is None:
                    continue
                if half == "either":
                    half = self.not_attended(instance, first_ends, second_begins, came, went)
                if half is None:
                    mine.append((begin, end))
                elif half == "first":
                    mine.append((begin, second_begins))
                else:
                    mine.append((first_ends, end))
            if cover.get("lieu"):
                lieu += mine[before:]
        if len(named) > 1 and ("either" in named or set(named) == {"first", "second"}):
            whole = True
        leave, away = union(leave), union(away)
        if instance is not None:
            schedule = subtract([(s["on"], s["off"]) for s in instance["segments"]], instance["rests"])
            of_leave = length(intersect(schedule, leave))
            of_both = length(intersect(schedule, union(leave + away)))
            scheduled = length(schedule)
        else:
            scheduled = self.required(day) * MINUTE
            of_leave = min(length(leave), scheduled)
            # Half a date of work elsewhere stands for half of what free hours require
            of_both = min(length(leave + away) + (scheduled // 2 if len(halves_away) == 1 else 0), scheduled)
            whole_away = whole_away or len(halves_away) == 2
        of_lieu = None
        if by_lieu and by_other:
            lieu = union(lieu)
            of_lieu = length(intersect(schedule, lieu)) if instance is not None else min(length(lieu), scheduled)
        out = {"leave": leave, "away": away, "scheduled": scheduled, "whole": whole, "half": bool(named), "hours": of_leave,
               "away_work": of_both - of_leave, "away_whole": whole_away}
        if scheduled > 0:
            out["whole"] = whole or of_leave >= scheduled
            out["half"] = not out["whole"] and (bool(named) or 2 * of_leave >= scheduled)
            out["away_whole"] = whole_away or (of_both > of_leave and of_both >= scheduled)
        taken = of_leave // MINUTE
        if out["whole"]:
            taken = scheduled // MINUTE
        elif named and not by_hour:
            taken = scheduled // MINUTE - scheduled // MINUTE // 2
        out["expected"] = scheduled // MINUTE - taken
        out["lieu"] = 0 if not by_lieu else taken if of_lieu is None else min(taken, of_lieu // MINUTE)
        return out

    def is_of(self, cover, day):
        if cover["date"] is not None:
            return cover["date"] == day.isoformat()
        return cover["from"] < self.midnight(day + timedelta(days=1)) and self.midnight(day) < cover["to"]

    def required(self, day):
        shifts = self.kind(day)[1]
        return self.shifts[shifts[0]].get("required", 0) if shifts else 0

    def minutes_of(self, seconds):
        return max(0, seconds) // MINUTE

    def graced(self, raw, which):
        grace = self.policy["grace"]
        if raw <= grace[which]:
            return 0
        return raw - grace[which] if grace["mode"] == "deduct" else raw

    def forgive(self, day, late):
        """Whether this late arrival is among the first of its period that are forgiven."""
        rule = self.policy["forgiven_per_month"]
        if late == 0 or late > rule["minutes"]:
            return False
        start = self.policy["period"]["start_day"]
        month = day.year * 12 + day.month - (1 if day.day < start else 0)
        if self.forgiven.get(month, 0) >= rule["count"]:
            return False
        self.forgiven[month] = self.forgiven.get(month, 0) + 1
        return True

    def slots(self, instance, previous, came_and_went=None):
        """Judges the segments of one placed shift; returns what they say. A day of sessions is told when somebody
        came and went (or None), as if in one segment."""
        shift = instance["shift"]
        flex = {"late": 0, "early": 0, **shift.get("flex", {})}
        result = {"in": None, "out": None, "sessions": [], "late": 0, "early": 0, "raw_late": 0,
                  "raw_early": 0, "moved": 0, "missing_in": False, "missing_out": False, "any": False, "needed": False}
        allowance = 0
        if previous is not None and previous.get("stayed") is not None:
            for line in shift.get("after_late", []):
                if previous["stayed"] >= line["stayed"] * MINUTE:
                    allowance = max(allowance, line["allowance"])
        if came_and_went is not None:
            parts = [came_and_went]
            pairs = [tuple({"at": at, "id": None} for at in came_and_went) + ([],) if came_and_went else (None, None, [])]
        else:
            parts = self.cut(instance)
            pairs = [self.pair(punches, s["on"], s["off"]) for s, punches in zip(instance["segments"], parts)]
        came = next((one["at"] for one, _, _ in pairs if one), None)
        went = next((two["at"] for _, two, _ in reversed(pairs) if two), None)
        cover = result["cover"] = self.cover(instance["date"], instance, came, went)
        away = cover["whole"]
        covered = cover["leave"] + cover["away"]
        for k, (segment, punches) in enumerate(zip(instance["segments"], parts)):
            one, two, sessions = pairs[k]
            result["any"] = result["any"] or bool(punches)
            result["sessions"] += [(a, b, k) for a, b in sessions]
            if one is not None and result["in"] is None:
                result["in"] = one
            if two is not None:
                result["out"] = two
            for end, punch, which in (("on", one, "in"), ("off", two, "out")):
                if segment[which + "_required"] and not any(a <= segment[end] <= b for a, b in covered):
                    result["needed"] = True
                    if punch is None:
                        result["missing_" + which] = True
            if one is not None:
                on = segment["on"] + (allowance * MINUTE if k == 0 else 0)
                on += flex["late"] * MINUTE if k == 0 else result["moved"]
                for a, b in union(covered):
                    if a <= on < b:
                        on = b
                raw = 0 if away else self.minutes_of(one["at"] - on)
                if k == 0 and not away:
                    result["moved"] = min(max(one["at"] - segment["on"], -flex["early"] * MINUTE), flex["late"] * MINUTE)
                late = self.graced(raw, "late")
                if self.forgive(instance["date"], late):
                    late = 0
                if late:
                    result["raw_late"] = max(result["raw_late"], raw)
                result["late"] += late
            if two is not None:
                off = segment["off"] + result["moved"]
                for a, b in reversed(union(covered)):
                    if a < off <= b:
                        off = a
                # Whoever is at lunch has not left: the last punch is known when the day is due
                raw = 0 if away or not self.due({"instance": instance}) else self.minutes_of(off - two["at"])
                early = self.graced(raw, "early")
                if early:
                    result["raw_early"] = max(result["raw_early"], raw)
                result["early"] += early
            if k == len(parts) - 1:
                result["stayed"] = two["at"] - segment["off"] - result["moved"] if two is not None else None
        return result

    # Worked time, section 7 ------------------------------------------------------------------------

    def rounded(self, line, value):
        """One line of rounding, on seconds."""
        step, grace = line["step"] * MINUTE, line.get("grace", 0) * MINUTE
        if line["mode"] == "down":
            return (value + grace) // step * step
        if line["mode"] == "up":
            return -(-(value - grace) // step) * step
        return (2 * value + step) // (2 * step) * step

    def rounded_all(self, apply, value, scheduled, later=()):
        """A time of day or a total through the list; scheduled is what "schedule" stands for in the same
        terms, or None; later are other ways to say the value (a time after midnight)."""
        fitting, conditional = [], False
        for line in self.policy["rounding"]:
            if line["apply"] != apply:
                continue
            within = line.get("only_within")
            if within:
                of = within["of"]
                if of == "schedule":
                    of = scheduled
                    ways = [value]
                else:
                    of = (minutes(of) if isinstance(of, str) else of) * MINUTE
                    ways = [value, *later]
                if of is None or not any(
                    of - within.get("before", 0) * MINUTE <= way <= of + within.get("after", 0) * MINUTE for way in ways
                ):
                    continue
                conditional = True
            fitting.append(line)
        for line in fitting[:1] if conditional else fitting:
            value = self.rounded(line, value)
        return value

    def clock_of(self, at):
        """Seconds after midnight on the wall."""
        civil = self.civil(at)
        return civil.hour * 3600 + civil.minute * 60 + civil.second

    def rounded_end(self, apply, at, day, scheduled):
        clock = self.clock_of(at)
        days = (self.civil(at).date() - day).days
        on = None if scheduled is None else clock + (scheduled - at)
        return at + self.rounded_all(apply, clock, on, [clock + days * 86400]) - clock

    def rounded_sessions(self, groups, day, instance):
        """Lists of (in, out, segment or None), one a group, with their ends rounded."""
        last, out = None, []
        for group in groups:
            mine = []
            for start, end, k in group:
                segment = instance["segments"][k] if instance and k is not None and k < len(instance["segments"]) else None
                start = self.rounded_end("in", start, day, segment and segment["on"])
                end = self.rounded_end("out", end, day, segment and segment["off"])
                if last is not None:
                    start = max(start, last)
                end = max(start, end)
                last = end
                mine.append((start, end))
            out.append(mine)
        return out

    def clipped(self, group, instance, moved):
        """Nothing before each on-time counts, or nothing outside the segments at all."""
        if instance is None or self.policy["clip"] == "none":
            return group
        segments = instance["segments"]
        if self.policy["clip"] == "both":
            return intersect(group, [(s["on"] + moved, s["off"] + moved) for s in segments])
        for k, segment in enumerate(segments):
            begins = -(1 << 60) if k == 0 else (segments[k - 1]["off"] + segment["on"]) / 2
            group = subtract(group, [(begins, segment["on"] + moved)])
        return group

    def rested(self, groups, punched, rests):
        """Worked intervals after the rest modes, each group by itself."""
        rest = self.policy["rest"]
        for mode in [rest] + [m if isinstance(m, dict) else {"mode": m} for m in rest.get("also", [])]:
            done = []
            for group, ends in zip(groups, punched):
                gaps = sum(max(0, b[0] - a[1]) for a, b in zip(ends, ends[1:]))
                if mode["mode"] == "scheduled":
                    group = subtract(group, rests)
                elif mode["mode"] == "auto" and group and length(group) >= mode.get("after", 0) * MINUTE:
                    cut = mode.get("minutes", 0) * MINUTE - (gaps if mode.get("offset_by_punched") else 0)
                    group = self.without(group, mode.get("after", 0) * MINUTE, cut)
                elif mode["mode"] == "paid_up_to" and length(group) >= mode.get("after", 0) * MINUTE:
                    group = self.with_gaps(group, min(gaps, mode.get("minutes", 0) * MINUTE))
                done.append(group)
            groups = done
        return [piece for group in groups for piece in group]

    def without(self, group, after, cut):
        """Less cut seconds, from where so many have been worked, or the last ones."""
        total = length(group)
        cut = min(max(cut, 0), total)
        start = min(after, total - cut)
        out, passed = [], 0
        for a, b in union(group):
            out.append((a, min(b, a + max(0, start - passed))))
            out.append((max(a, a + max(0, start + cut - passed)), b))
            passed += b - a
        return [(a, b) for a, b in out if a < b]

    def with_gaps(self, group, paid):
        out = sorted(group)
        for k in range(len(out) - 1):
            add = min(paid, out[k + 1][0] - out[k][1])
            out[k] = (out[k][0], out[k][1] + add)
            paid -= add
        return out

    def total(self, worked, scheduled):
        """Worked intervals whose sum is rounded: the day ends later or earlier."""
        worked = sorted(worked)
        seconds = sum(b - a for a, b in worked)
        wanted = max(0, self.rounded_all("total", seconds, scheduled)) if worked else 0
        if wanted > seconds:
            worked[-1] = (worked[-1][0], worked[-1][1] + wanted - seconds)
        while worked and wanted < seconds:
            a, b = worked.pop()
            drop = min(b - a, seconds - wanted)
            seconds -= drop
            if b - drop > a:
                worked.append((a, b - drop))
        return worked

    def worked(self, groups, day, instance, moved):
        """Sessions by group to worked intervals."""
        punched = [[(a, b) for a, b, _ in group] for group in groups]
        groups = self.rounded_sessions(groups, day, instance)
        groups = [self.clipped([i for i in group if i[0] < i[1]], instance, moved) for group in groups]
        worked = self.rested(groups, punched, instance["rests"] if instance else [])
        free = self.shifts[self.kind(day)[1][0]].get("required", 0) * MINUTE if self.is_free(day) else 0
        return self.total(worked, (self.scheduled(instance) if instance else free) or None)

    def scheduled(self, instance):
        work = [(s["on"], s["off"]) for s in instance["segments"]]
        return length(subtract(work, instance["rests"]))

    # The day -----------------------------------------------------------------------------------------

    def evaluate(self, dates):
        """{date: [entry …]} for the dates asked for, and {punch id: verdict}."""
        self.forgiven = {}
        first = min(dates) - timedelta(days=10)
        last = max(dates) + timedelta(days=10)
        for rule in self.policy["overtime"]["rules"]:
            if rule["rule"] == "comprehensive":
                first = min(first, self.cycle_of(min(dates), rule)[0])
                last = max(last, self.cycle_of(max(dates), rule)[1])
        punches = self.kept()
        self.by_sessions = self.policy["placing"] == "session" or any(shift.get("free") for shift in self.shifts.values())
        if self.by_sessions:
            days = self.by_session(punches, first, last)
        else:
            days = self.by_window(punches, first, last)
        self.days = days
        for entries in days.values():
            for entry in entries:
                entry["kept"] = (entry["instance"] or entry).get("punches", [])
        self.overtime(days)
        return (
            {day: [self.finish(entry) for entry in entries] for day, entries in days.items() if day in dates},
            {p["id"]: p.get("verdict") for p in self.punches},
        )

    def by_window(self, punches, first, last):
        instances = self.instances(first, last)
        off = self.days_off(first, last, instances)
        self.place(punches, instances, off)
        days, previous = {}, None
        for instance in off:
            one, two, sessions = self.pair(instance["punches"], instance["from"], instance["to"])
            if self.policy["holiday_work"] == "ignore":
                for punch in instance["punches"]:
                    punch["verdict"] = "ignored"
                sessions = []
            worked = self.worked([[(a, b, None) for a, b in sessions]], instance["date"], None, 0)
            days[instance["date"]] = [
                {"type": self.kind(instance["date"])[0], "instance": None, "result": None, "day": instance["date"], "closes": instance["to"],
                 "worked": worked, "seconds": sum(b - a for a, b in worked), "punches": instance["punches"]}
            ]
        for instance in instances:
            kind = self.kind(instance["date"])[0]
            result = self.slots(instance, previous)
            previous = result
            worked = self.worked([result["sessions"]], instance["date"], instance, result["moved"])
            days.setdefault(instance["date"], []).append(
                {"type": kind, "instance": instance, "result": result, "cover": result["cover"], "worked": worked, "seconds": sum(b - a for a, b in worked)}
            )
        day = first
        while day <= last:
            if day not in days:
                kind = self.kind(day)[0]
                entry = {"type": kind, "instance": None, "result": None, "day": day, "worked": [], "seconds": 0}
                days[day] = [entry]
            day += timedelta(days=1)
        return days

    def by_session(self, punches, first, last):
        pieces = {}
        paired = self.sessions(punches)
        for day, piece in self.dated(paired):
            pieces.setdefault(day, []).append(piece)
        ends = {}
        arrived_on, left_on, group, ended = set(), set(), None, None
        for one, two in paired:
            if ended is None or one["at"] - ended >= self.policy["gap"] * MINUTE:
                group = self.civil(one["at"]).date()
            arrived_on.add(group)
            if two:
                left_on.add(group)
            ended = two["at"] if two else one["at"]
        for day, groups in pieces.items():
            for start, end in (interval for group in groups for interval in group):
                ends[("in", start)] = ends[("out", end)] = day
        instances = {}
        for instance in self.instances(first, last):
            instances.setdefault(instance["date"], instance)
        days, before = {}, None
        day = first
        while day <= last:
            groups = pieces.get(day, [])
            instance = instances.get(day)
            if self.kind(day)[0] in ("rest", "statutory") and self.policy["holiday_work"] == "ignore":
                groups = []
            moved = 0
            all_of = [piece for group in groups for piece in group]
            came, went = (min(all_of)[0], max(b for _, b in all_of)) if all_of else (None, None)
            cover = self.cover(day, instance, came, went)
            if instance and groups and not cover["whole"]:
                flex = {"late": 0, "early": 0, **instance["shift"].get("flex", {})}
                arrived = min(group[0][0] for group in groups) - instance["start"]
                moved = min(max(arrived, -flex["early"] * MINUTE), flex["late"] * MINUTE)
            # Slots of days of sessions are only followed where every arrival has its departure and the day is over
            simple = instance and len(instance["segments"]) == 1 and "as_of" not in self.case and all(two and one["at"] < two["at"] for one, two in paired)
            result = None
            if simple and self.kind(day)[0] in ("work", "makeup"):
                result = self.slots(instance, before, (came, went) if all_of else ())
                result["by_session"] = True
                moved = result["moved"]
            if instance:
                before = result
            worked = self.worked([[(a, b, self.part(instance, a)) for a, b in group] for group in groups], day, instance, moved)
            days[day] = [
                {"type": self.kind(day)[0], "instance": instance, "result": result, "moved": moved, "groups": len(groups), "came": day in arrived_on, "went": day in left_on, "cover": cover,
                 "worked": worked, "seconds": sum(b - a for a, b in worked), "day": day}
            ]
            day += timedelta(days=1)
        if self.policy["pairing"]["worked"] == "pairs" and self.policy["holiday_work"] == "count":
            for one, two in paired:
                for punch, key in ((one, "in"), (two, "out")):
                    day = punch and ends.get((key, punch["at"]))
                    if two is not None and day is not None:
                        shift = (self.kind(day)[1] or [None])[0]
                        punch["verdict"] = {"shift": shift, "date": day.isoformat()}
        return days

    def expected(self, entry, day):
        return entry["cover"]["expected"] if entry["type"] in ("work", "makeup") and "cover" in entry else 0

    # Overtime, section 9 -------------------------------------------------------------------------------

    def tail(self, intervals, seconds):
        """The last so many seconds of some intervals."""
        out, left = [], seconds
        for start, end in reversed(union(intervals)):
            if left <= 0:
                break
            out.append((max(start, end - left), end))
            left -= end - max(start, end - left)
        return union(out)

    def limited(self, claim, rule):
        """What the least, the step and the most of a day leave of a claim; it is cut at its end."""
        amount = length(claim)
        if amount < rule.get("min", 0) * MINUTE:
            return []
        if rule.get("step"):
            amount -= amount % (rule["step"] * MINUTE)
        if rule.get("max"):
            amount = min(amount, rule["max"] * MINUTE)
        out = []
        for start, end in union(claim):
            out.append((start, min(end, start + amount)))
            amount -= out[-1][1] - start
        return union(out)

    def starting_later(self, claim, entry, rule):
        """Nothing counts until so long after the off-time."""
        if not rule.get("start_after") or entry["instance"] is None:
            return claim
        off = entry["instance"]["end"] + self.moved(entry)
        return subtract(claim, [(off, off + rule["start_after"] * MINUTE)])

    def moved(self, entry):
        return entry["result"]["moved"] if entry["result"] else entry.get("moved", 0)

    def takes_part(self, day, entry, rule):
        if rule.get("skip_untimed") and (self.is_free(day) if self.kind(day)[1] else entry["type"] == "none" and self.by_sessions):
            return False
        wanted = {"work": ("work", "makeup"), "rest": ("rest",), "statutory": ("statutory",)}.get(rule.get("days"))
        return wanted is None or entry["type"] in wanted

    def overtime(self, days):
        rules = self.policy["overtime"]["rules"]
        for day, entries in days.items():
            for entry in entries:
                entry["claims"] = {}
                entry["short"] = self.undertime(day, entry, rules)
        for number, rule in enumerate(rules):
            name = rule.get("name", rule["rule"])
            if rule["rule"] in ("weekly", "comprehensive"):
                self.by_cycle(days, rule, name)
                continue
            for day, entries in days.items():
                for entry in entries:
                    if not self.takes_part(day, entry, rule):
                        continue
                    claim = self.claim(day, entry, rule)
                    if length(claim) > rule.get("tolerance", 0) * MINUTE:
                        entry["claims"][name] = union(
                            entry["claims"].get(name, []) + self.limited(self.starting_later(claim, entry, rule), rule)
                        )

    def undertime(self, day, entry, rules):
        """Minutes that a day with some work falls short of what was expected, once it is due."""
        if self.by_sessions and "as_of" in self.case:
            return None  # when a day of sessions is due is not looked at here
        if entry["seconds"] == 0 or not self.due(entry):
            return 0
        wanted = []
        for rule in rules:
            if rule["rule"] == "daily" and self.takes_part(day, entry, rule):
                expected = rule.get("expected", "schedule")
                wanted.append((self.expected(entry, day) if expected == "schedule" else expected, rule.get("under_tolerance", 0)))
        if self.is_free(day):
            wanted.append((self.expected(entry, day), 0))
        for expected, tolerance in wanted:
            short = (expected * MINUTE - entry["seconds"]) // MINUTE
            if short > max(0, tolerance):
                return short
        return 0

    def claim(self, day, entry, rule):
        worked, kind = entry["worked"], rule["rule"]
        if kind == "daily":
            expected = rule.get("expected", "schedule")
            if expected == "schedule":
                expected = self.expected(entry, day)
            return self.tail(worked, entry["seconds"] - expected * MINUTE)
        if kind == "outside":
            instance = entry["instance"]
            if instance is None and entry["type"] not in ("rest", "statutory"):
                return []  # no times to be outside of
            # The whole shift moves with a flexible arrival
            moved = self.moved(entry)
            return subtract(worked, [(instance["start"] + moved, instance["end"] + moved)] if instance else [])
        if kind == "window":
            start, end = minutes(rule["from"]), minutes(rule["to"])
            if end <= start:
                end += 24 * 60
            spans = [
                (self.wall(day + timedelta(days=k), start), self.wall(day + timedelta(days=k), end)) for k in range(-2, 4)
            ]
            return intersect(worked, spans)
        if kind == "rest_day":
            return worked if entry["type"] == "rest" else []
        if kind == "statutory":
            return worked if entry["type"] == "statutory" else []
        raise ValueError(kind)

    def cycle_of(self, day, rule):
        """First and last date of the week, month, quarter or year of a date."""
        cycle = "week" if rule["rule"] == "weekly" else rule.get("cycle", "month")
        if cycle == "week":
            first = day - timedelta(days=(day.weekday() - rule.get("week_start", 0)) % 7)
            return first, first + timedelta(days=6)
        months = {"month": 1, "quarter": 3, "year": 12}[cycle]
        month = (day.month - 1) // months * months + 1
        following = date(day.year + (month + months > 12), (month + months - 1) % 12 + 1, 1)
        return date(day.year, month, 1), following - timedelta(days=1)

    def standard(self, first, last):
        """Eight hours for each working day of the calendar."""
        total = 0
        for k in range((last - first).days + 1):
            day = first + timedelta(days=k)
            iso = day.isoformat()
            if iso in self.calendar.get("statutory", []) + self.calendar.get("rest", []):
                continue
            weekly = self.case.get("pattern", {}).get("kind") == "weekly" or "weekly_rest" in self.calendar
            rest = self.slot(day) is None if weekly else day.weekday() >= 5
            total += 480 if iso in self.calendar.get("makeup", []) or not rest else 0
        return total

    def by_cycle(self, days, rule, name):
        """What exceeds the expected minutes of a week or cycle: the last ones of it. Of comprehensive hours
        statutory holidays are no part."""
        cycles = {}
        for day, entries in days.items():
            for entry in entries:
                if self.takes_part(day, entry, rule) and not (rule["rule"] == "comprehensive" and entry["type"] == "statutory"):
                    cycles.setdefault(self.cycle_of(day, rule), []).append((day, entry))
        for cycle, found in cycles.items():
            expected = rule.get("expected", "schedule")
            if expected == "schedule" and rule["rule"] == "comprehensive":
                expected = self.standard(*cycle)
            elif expected == "schedule":
                expected = sum(self.expected(entry, day) for day, entry in found)
            over = sum(entry["seconds"] for _, entry in found) - expected * MINUTE
            if over <= rule.get("tolerance", 0) * MINUTE:
                continue
            for day, entry in sorted(found, key=lambda pair: pair[0], reverse=True):
                part = min(over, entry["seconds"])
                if part > 0:
                    claim = self.starting_later(self.tail(entry["worked"], part), entry, rule)
                    entry["claims"][name] = self.limited(claim, rule)
                over -= part
                if over <= 0:
                    break

    def lapsed(self, day, cover):
        """Whether the punches of a day, or of its week where a weekly rule exists, are others than those that
        overtime was approved for."""
        if cover["punches"] is None:
            return False
        dates = {day}
        for rule in self.policy["overtime"]["rules"]:
            if rule["rule"] == "weekly":
                first, last = self.cycle_of(day, rule)
                dates |= {first + timedelta(days=k) for k in range((last - first).days + 1)}
        now = [p["id"] for d in dates for entry in self.days.get(d, []) for p in entry["kept"]]
        return sorted(now) != sorted(cover["punches"])

    def approved(self, day, claims):
        """(minutes that count, minutes that wait for approval) of the claims of a day."""
        basis = self.policy["overtime"]["basis"]
        claimed = union([i for claim in claims.values() for i in claim])
        if not self.policy["overtime"]["rules"]:
            return 0, 0
        if basis == "punch":
            return length(claimed) // MINUTE, 0
        whole, spans = False, []
        for cover in self.covers:
            if cover["kind"] != "overtime" or self.lapsed(day, cover):
                continue
            if cover["date"] is not None:
                whole = whole or cover["date"] == day.isoformat()
            elif self.midnight(day) <= cover["from"] < self.midnight(day + timedelta(days=1)):
                spans.append((cover["from"], cover["to"]))
        if not whole and not spans:
            return 0, length(claimed) // MINUTE
        if whole:
            return length(claimed) // MINUTE, 0
        return length(spans if basis == "approved" else intersect(claimed, union(spans))) // MINUTE, 0

    # Status, section 8 -------------------------------------------------------------------------------------

    def due(self, entry):
        closes = entry["instance"]["to"] if entry["instance"] else entry.get("closes")
        if closes is None:
            return True
        if self.as_of <= closes:
            return False
        if not self.policy["wait_for_sources"] or self.synced > closes:
            return True
        return self.as_of > closes + self.policy["max_wait"] * MINUTE

    def finish(self, entry):
        instance, result = entry["instance"], entry["result"]
        day = instance["date"] if instance else entry.get("day")
        out = {
            "type": entry["type"],
            "shift": instance["shift"]["id"] if instance else None,
            "worked_min": entry["seconds"] // MINUTE,
            "overtime_by": {name: length(claim) // MINUTE for name, claim in entry["claims"].items() if claim},
        }
        if entry["short"] is not None:
            out["undertime_min"] = entry["short"]
        out["overtime_min"], out["overtime_pending_min"] = self.approved(day, entry["claims"])
        if self.policy.get("lieu", {}).get("credit") and entry["type"] == "rest":
            out["lieu_earned_min"] = out["overtime_min"]
        if "cover" in entry and entry["type"] in ("work", "makeup"):
            out["lieu_taken_min"] = entry["cover"]["lieu"]
        if instance is not None:
            out["window"] = (instance["from"], instance["to"])
            out["expected_min"] = self.expected(entry, day)
            out["due"] = self.due(entry)
        if result is not None:
            out.update(
                {
                    "in": result["in"]["id"] if result["in"] else None,
                    "out": result["out"]["id"] if result["out"] else None,
                    "late_min": result["late"],
                    "early_min": result["early"],
                }
            )
            if result.get("by_session"):
                del out["in"], out["out"]
            out["status"] = self.status(entry, result, day)
            missed = "absent" in (out["status"], entry.get("other_half"))
            if missed and self.policy["absent_after"] == "next_day" and self.as_of < self.midnight(day + timedelta(days=1)):
                out["status"] = "pending"
                entry.pop("other_half", None)
            if "other_half" in entry:
                out["other_half"] = entry["other_half"]
        elif self.is_free(day):
            out["expected_min"] = self.expected(entry, day)
            out["status"] = self.status_of_free(entry)
            if "other_half" in entry:
                out["other_half"] = entry["other_half"]
        elif entry["type"] == "none" and not entry["worked"]:
            out["status"] = "none"
        elif entry["type"] == "statutory" and not entry["worked"]:
            out["status"] = "holiday"
        elif entry["type"] == "rest" and not entry["worked"]:
            out["status"] = "rest"
        elif entry["worked"] and "closes" in entry:
            out["status"] = "present" if self.due(entry) else "pending"
        return out

    def is_free(self, day):
        shifts = self.kind(day)[1] if day else []
        return bool(shifts) and bool(self.shifts[shifts[0]].get("free"))

    def present(self, entry):
        """Minutes against the thresholds: what was worked, and what work elsewhere or leave by the hour stands for."""
        cover = entry["cover"]
        return entry["seconds"] // MINUTE + cover["away_work"] // MINUTE + (0 if cover["half"] else cover["hours"] // MINUTE)

    def standing(self, entry, none, missing, whole_tier, half_tier):
        """The status of a day on which work is expected, from what was punched, missed and reached."""
        cover, thresholds = entry["cover"], self.policy["thresholds"]
        minutes, nothing = self.present(entry), not cover["away_whole"]
        absent = nothing and minutes < (thresholds.get("absent_below") or 0)
        half = nothing and minutes < (thresholds.get("half_day_below") or 0)
        missing = self.policy["missing_as"] if missing else None
        if cover["half"]:
            lost = minutes == 0 or absent or whole_tier or half_tier
            entry["other_half"] = "absent" if lost and not (cover["away_whole"] and minutes > 0) else "present"
            return "half_day"
        if none or whole_tier or absent or missing == "absent":
            return "absent"
        if half_tier or half or missing == "half_absent":
            return "half_day"
        return "incomplete" if missing else "present"

    def half_covered(self, cover):
        return cover["away_whole"] or (cover["away_work"] > 0 and 2 * cover["away_work"] >= cover["scheduled"])

    def status_of_free(self, entry):
        """No times, so only presence, thresholds, and an arrival without a departure."""
        cover = entry["cover"]
        if cover["whole"]:
            return "present" if entry["seconds"] else "leave"
        none = not entry["came"] and not self.half_covered(cover)
        return self.standing(entry, none, entry["came"] and not entry["went"], False, False)

    def status(self, entry, result, day):
        cover = entry["cover"]
        if cover["whole"] and entry["seconds"] == 0:
            return "leave"
        if not self.due(entry):
            return "pending"
        if cover["whole"]:
            return "present"
        tiers = self.policy["tiers"]

        def tier(name, raw):
            return tiers.get(name) is not None and raw > tiers[name]

        whole = tier("absent_after", result["raw_late"]) or tier("absent_early", result["raw_early"])
        half = tier("half_absent_after", result["raw_late"]) or tier("half_absent_early", result["raw_early"])
        missed = result["missing_in"] or result["missing_out"]
        standing = result["any"] or self.half_covered(cover)
        return self.standing(entry, not standing and result["needed"], standing and missed, whole, half)
