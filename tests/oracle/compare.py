#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the engine with the second judge over generated person-days.

    compare.py MUSTERCTL [--days N] [--seed S]

Writes scenarios of one person over a few days each, has `musterctl evaluate --json` judge them,
judges them again with evaluator.py, and reports what differs, with the smallest case that still
does.  Prints how often each option was used.  TAP on standard output.
"""

import argparse
import collections
import json
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from evaluator import Case, minutes  # noqa: E402

ZONES = ["Asia/Shanghai", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
FIRST_DATES = [date(2026, 3, 2), date(2026, 3, 27), date(2025, 10, 24), date(2024, 2, 27), date(2026, 10, 30)]
FREE_DAY = [{"on": "09:00", "off": "17:00"}]
KEYS = ["status", "worked_min", "late_min", "early_min", "in", "out", "expected_min", "overtime_min", "overtime_by", "overtime_pending_min", "undertime_min", "other_half"]
ABSENT = {"overtime_pending_min": 0, "lieu_earned_min": 0, "lieu_taken_min": 0}
KEYS += ["lieu_earned_min", "lieu_taken_min"]


def clock(minute):
    return f"{minute // 60:02d}:{minute % 60:02d}"


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.used = collections.Counter()

    def pick(self, name, *values):
        value = self.random.choice(values)
        self.used[f"{name}={value}"] += 1
        return value

    def shift(self, name, timed=False):
        r = self.random
        kind = self.pick("shift", "day", "day", "night", "split", "late")
        start = {"day": 8 * 60, "night": 22 * 60, "split": 8 * 60, "late": 14 * 60}[kind] + r.choice([0, 30, 60])
        shift = {"id": name}
        if kind == "split":
            gap = r.choice([60, 90, 121])
            shift["segments"] = [
                {"on": clock(start), "off": clock(start + 240)},
                {"on": clock(start + 240 + gap), "off": clock(start + 480 + gap)},
            ]
        else:
            shift["segments"] = [{"on": clock(start), "off": clock(start + 540)}]
            if self.pick("rests", True, False):
                shift["rests"] = [[clock(start + 180), clock(start + 240)]]
            if self.pick("flex", True, False, False):
                shift["flex"] = {"late": r.choice([0, 30, 60]), "early": r.choice([0, 30])}
            if self.pick("after_late", True, False, False):
                shift["after_late"] = [{"stayed": 60, "allowance": 30}, {"stayed": 120, "allowance": 60}]
        if self.pick("optional end", True, False, False, False):
            shift["segments"][0][r.choice(["in_required", "out_required"])] = False
        if not timed and self.pick("free", True, *[False] * 9):
            shift = {"id": name, "free": True, "required": r.choice([0, 240, 480])}
            return shift
        shift["window"] = {"before": r.choice([60, 120, 240]), "after": r.choice([60, 240, 480])}
        return shift

    def rest(self):
        r = self.random
        mode = self.pick("rest", "none", "scheduled", "scheduled", "auto", "paid_up_to")
        rest = {"mode": mode}
        if mode in ("auto", "paid_up_to"):
            rest.update(self.rest_step(mode))
        if self.pick("rest.also", False, False, True):
            mode = r.choice(["auto", "paid_up_to", "scheduled"])
            rest["also"] = [{"mode": mode, **self.rest_step(mode)}]
        return rest

    def rest_step(self, mode):
        r = self.random
        if mode == "auto":
            return {
                "after": r.choice([0, 240, 360]),
                "minutes": r.choice([30, 60]),
                "offset_by_punched": self.pick("rest.offset_by_punched", True, False),
            }
        return {"minutes": r.choice([15, 60])} if mode == "paid_up_to" else {}

    def rounding(self):
        r = self.random
        lines = []
        for _ in range(r.choice([0, 0, 0, 1, 2, 3])):
            line = {
                "apply": self.pick("rounding.apply", "in", "out", "total"),
                "mode": self.pick("rounding.mode", "down", "up", "nearest"),
                "step": r.choice([5, 10, 15, 30]),
                "grace": r.choice([0, 0, 3]),
            }
            if self.pick("rounding.only_within", True, False):
                of = r.choice(["schedule", "08:00", "09:00", "18:00"]) if line["apply"] != "total" else r.choice(["schedule", 480])
                line["only_within"] = {"of": of, "before": r.choice([5, 30]), "after": r.choice([0, 30])}
            lines.append(line)
        return lines

    def policy(self, session=False):
        r = self.random
        policy = {
            "pairing": {
                "direction": self.pick("direction", "ignore", "ignore", "typed"),
                "worked": self.pick("worked", "span", "pairs"),
            },
            "single_punch": self.pick("single_punch", "nearest", "in", "noon"),
            "duplicate_window": self.pick("duplicate_window", 0, 60, 60, 300),
            "precision": self.pick("precision", "minute", "second"),
            "grace": {
                "late": r.choice([0, 0, 5, 15]),
                "early": r.choice([0, 0, 5, 15]),
                "mode": self.pick("grace.mode", "threshold", "deduct"),
            },
            "trim": self.pick("trim", "to_end", "to_end", "nearest"),
            "rest": self.rest(),
            "rounding": self.rounding(),
            "clip": self.pick("clip", "none", "none", "start", "both"),
            "missing_as": self.pick("missing_as", "exception", "exception", "half_absent", "absent"),
            "holiday_work": self.pick("holiday_work", "count", "count", "ignore"),
            "overtime": {"basis": self.pick("overtime.basis", "punch", "both", "approved"), "rules": self.overtime()},
        }
        if self.pick("tiers", True, False):
            policy["tiers"] = {"severe_late_after": 30, "half_absent_after": 60, "absent_after": 180}
            if self.pick("tiers of leaving", True, False):
                policy["tiers"].update(half_absent_early=60, absent_early=180)
        if self.pick("forgiven_per_month", True, False, False):
            policy["forgiven_per_month"] = {"count": r.choice([1, 2]), "minutes": r.choice([5, 30])}
            policy["period"] = {"start_day": self.pick("period.start_day", 1, 3, 28)}
        if session:
            policy["placing"] = "session"
            policy["gap"] = self.pick("gap", 60, 240)
            policy["max_shift"] = self.pick("max_shift", 300, 960)
            policy["assign_day"] = self.pick("assign_day", "start", "end", "most", "split")
        if self.pick("lieu.credit", True, False):
            policy["lieu"] = {"credit": True, "days": 30}
        if self.pick("thresholds", True, False):
            policy["thresholds"] = {"half_day_below": r.choice([0, 240]), "absent_below": r.choice([0, 60])}
        return policy

    def overtime(self):
        r = self.random
        rules = []
        for k in range(r.choice([0, 1, 1, 2, 3])):
            rule = {
                "rule": self.pick("overtime", "daily", "weekly", "outside", "window", "rest_day", "statutory", "comprehensive"),
                "name": f"r{k}",
            }
            if rule["rule"] == "daily":
                rule["expected"] = r.choice(["schedule", 480])
                if self.pick("under_tolerance", True, False):
                    rule["under_tolerance"] = r.choice([15, 60])
            elif rule["rule"] == "weekly":
                rule.update(expected=r.choice([600, 1200, "schedule"]), week_start=r.choice([0, 6]))
            elif rule["rule"] == "comprehensive":
                rule["cycle"] = self.pick("cycle", "week", "month", "month", "quarter", *["year"] * (r.random() < 0.1))
                if self.pick("comprehensive.expected", True, True, False):
                    rule["expected"] = r.choice([600, 1200])
            elif rule["rule"] == "window":
                start, end = r.choice([("18:00", "22:00"), ("22:00", "06:00"), ("05:00", "08:30")])
                rule.update({"from": start, "to": end})
            if self.pick("tolerance", True, False):
                rule["tolerance"] = r.choice([10, 30])
            if self.pick("skip_untimed", True, *[False] * 5):
                rule["skip_untimed"] = True
            if self.pick("overtime.days", True, *[False] * 4):
                rule["days"] = self.pick("days", "work", "rest", "statutory")
            for key, values in (("start_after", (15, 60)), ("min", (15, 60)), ("step", (15, 30)), ("max", (60, 120))):
                if self.pick(f"overtime.{key}", True, False, False, False):
                    rule[key] = r.choice(values)
            rules.append(rule)
        return rules

    def pattern(self, anchor):
        kind = self.pick("pattern.kind", "weekly", "biweekly", "cycle")
        n = {"weekly": 7, "biweekly": 14, "cycle": self.random.choice([2, 3, 5])}[kind]
        pattern = {"kind": kind, "slots": [self.random.choice(["S", "T", "*", "*", None]) for _ in range(n)]}
        if kind != "weekly":
            pattern["anchor"] = str(anchor - timedelta(days=self.random.randint(0, 40)))
        return pattern

    def cover(self, case, days, kind=None):
        """A piece of leave or work elsewhere, or an approval of overtime, by date or by the hour."""
        r = self.random
        kind = kind or self.pick("cover", "leave", "leave", "trip", "field", "outing", "remote")
        day = r.choice(days)
        cover = {"kind": kind}
        if kind == "leave" and self.pick("lieu", True, False):
            cover["lieu"] = True
        if self.pick(f"{'approval' if kind == 'overtime' else 'cover'}.by", "hour", "hour", "date") == "date":
            cover["date"] = str(day)
            if kind != "overtime" and self.pick("cover.half", True, True, False):
                cover["half"] = self.pick("half", "first", "second")
            return cover
        first = r.choice(case["shifts"])
        edges = [minutes(e[end]) for e in first.get("segments", FREE_DAY) for end in ("on", "off")]
        start = max(0, r.choice(edges) + r.choice([-120, -60, 0, 0, 30, 60, 180]))
        end = start + r.choice([30, 60, 120, 240, 480])
        midnight = day.toordinal() * 1440
        for longer in (0, 120):  # what lies in the hour that clocks jump over has no length
            for key, at in (("from", midnight + start), ("to", midnight + end + longer)):
                cover[key] = f"{date.fromordinal(at // 1440)}T{clock(at % 1440)}:00"
            judged = Case({"tz": case["tz"]})
            if judged.parse(cover["from"]) < judged.parse(cover["to"]):
                break
        return cover

    def punches(self, case, days):
        r = self.random
        out = []
        for day in days:
            for shift in case["shifts"]:
                for segment in shift.get("segments", FREE_DAY):
                    for end, direction in (("on", "in"), ("off", "out")):
                        how = r.random()
                        if how < 0.12:
                            continue
                        hours, minute = map(int, segment[end].split(":"))
                        spread = r.choice([0, 1, 5, 30, 90, 240])
                        at = (hours * 60 + minute) * 60 + r.randint(-spread, spread) * 60 + r.choice([0, 0, 30, 59])
                        out.append((day, at, direction))
                        if how > 0.9:
                            out.append((day, at + r.choice([59, 60, 61, 120, 1800]), r.choice(["in", "out"])))
        punches = []
        for k, (day, at, direction) in enumerate(out):
            at = max(at, 0)
            when = day + timedelta(days=at // 86400)
            at %= 86400
            punch = {"id": f"p{k}", "at": f"{when}T{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}"}
            if r.random() < 0.8:
                punch["dir"] = direction
            if r.random() < 0.05:
                punch[self.pick("mark", "void", "suspect")] = True
            punches.append(punch)
        seen, unique = set(), []
        for punch in punches:
            key = (punch["at"], punch.get("dir"))
            if key not in seen:
                seen.add(key)
                unique.append(punch)
        r.shuffle(unique)
        return unique

    def case(self, number):
        r = self.random
        first = r.choice(FIRST_DATES)
        days = [first + timedelta(days=k) for k in range(4)]
        case = {
            "id": f"g{number}",
            "title": "generated",
            "tz": self.pick("tz", *ZONES),
            "shifts": [self.shift("S")],
            "roster": [{"shift": "S", "from": str(days[0]), "to": str(days[-1])}],
            "calendar": {},
            "policy": self.policy(self.pick("placing", "window", "window", "session") == "session"),
        }
        if case["policy"].get("assign_day") == "split" or case["policy"].get("max_shift") == 300:
            # Where a piece that begins at midnight, or an arrival that nothing closes, moves a day to is not said
            case["shifts"][0].pop("flex", None)
        if self.pick("who", "roster", "roster", "default_shift") == "default_shift":
            del case["roster"]
            case["default_shift"] = "S"
            if self.pick("weekly_rest", True, False):
                case["calendar"]["weekly_rest"] = [r.choice(["mon", "fri", "sat", "sun"])]
        for kind in ("rest", "makeup"):
            if self.pick(f"calendar.{kind}", True, False, False, False):
                case["calendar"][kind] = [str(r.choice(days[:2] if kind == "rest" else days[3:]))]
        if self.pick("statutory", True, False, False):
            case["calendar"]["statutory"] = [str(days[2])]
        if self.pick("leave", True, False, False):
            case["leave"] = [{"date": str(days[1]), "part": self.pick("leave.part", "full", "half")}]
        # Whose date a session is that begins before somebody joined is not said
        by_session = case["policy"].get("placing") == "session" or case["shifts"][0].get("free")
        if not by_session and self.pick("employment", True, False, False):
            case["employment"] = {"from": str(days[1])}
        if case["shifts"][0].get("free"):
            case["policy"]["assign_day"] = "start"
        elif self.pick("as_of", True, False, False):
            at = days[1] + timedelta(days=r.choice([0, 1, 2]))
            case["as_of"] = f"{at}T{r.choice(['00:00', '07:30', '12:00', '19:30', '23:59'])}:00"
            if self.pick("synced_to", True, False):
                case["synced_to"] = f"{at - timedelta(days=r.choice([0, 1, 2]))}T{r.choice(['00:00', '07:29'])}:00"
            case["policy"]["wait_for_sources"] = self.pick("wait_for_sources", True, True, False)
            case["policy"]["max_wait"] = self.pick("max_wait", 60, 1440)
            case["policy"]["absent_after"] = self.pick("absent_after", "due", "next_day")
        # Days by session between days by window are for the scenarios
        if not by_session and self.pick("pattern", True, False, False, False):
            case.pop("roster", None)
            case["calendar"].pop("weekly_rest", None)
            case["shifts"].append(self.shift("T", timed=True))
            case["pattern"] = self.pattern(days[0])
            case["default_shift"] = "S"
        if self.pick("makeup_shift", True, *[False] * 5):
            case["makeup_shift"] = "S"
        if self.pick("special", True, *[False] * 5):
            case["special"] = [{"date": str(r.choice(days)), **r.choice([{"shift": "S"}, {"shift": "S"} if by_session else {}])}]
        if self.pick("single", True, *[False] * 3):
            day = str(r.choice(days))
            entry = {"shift": self.pick("single.shift", "S", case["shifts"][-1]["id"], None), "from": day, "to": day, "single": True}
            case["roster"] = case.get("roster", []) + [entry]
        if self.pick("inactive", True, *[False] * 7) and not by_session:
            case.setdefault("employment", {})["inactive"] = [str(r.choice(days))]
        if self.pick("covers", True, False):
            if by_session:
                case.pop("leave", None)  # which half nobody attended is told by slots, which sessions have not
            case["covers"] = [self.cover(case, days) for _ in range(r.choice([1, 1, 2, 3]))]
        if case["policy"]["overtime"]["basis"] != "punch" and self.pick("approval", True, True, False):
            case["covers"] = case.get("covers", []) + [self.cover(case, days, "overtime") for _ in range(r.choice([1, 2, 3]))]
        case["punches"] = self.punches(case, [d for d in days if r.random() < 0.9])
        if not by_session:
            self.seal(case)
        return case

    def seal(self, case):
        """Overtime that is approved for the punches that there are, or for others."""
        covers = [c for c in case.get("covers", []) if c["kind"] == "overtime" and "date" in c]
        for cover in covers:
            if not self.pick("approval.punches", True, False):
                continue
            judged = Case(case)
            day = date.fromisoformat(cover["date"])
            judged.evaluate({day})
            listed = [p["id"] for entry in judged.days[day] for p in entry["kept"]]
            if self.pick("approval.lapsed", False, False, True) and case["punches"]:
                listed = [p for p in listed[1:]] or [case["punches"][0]["id"]]
            cover["punches"] = listed


def judge(musterctl, cases):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"schema": "muster-scenario/1", "cases": cases}, file)
        file.flush()
        done = subprocess.run([musterctl, "evaluate", "--json", file.name], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"Bail out! {done.stderr.strip()}")
    return {line["id"]: line for line in map(json.loads, done.stdout.splitlines())}


def differences(case, answer):
    mine = Case(case)
    days = {}
    for day in answer["days"]:
        days.setdefault(date.fromisoformat(day["date"]), []).append(day)
    if not days:
        return [], 0
    theirs, verdicts = mine.evaluate(set(days))
    out = []
    compared = 0
    for day, entries in sorted(days.items()):
        for entry, other in zip(entries, theirs[day]):
            compared += 1
            for key in KEYS:
                if key in other and entry.get(key, ABSENT.get(key)) != other[key]:
                    out.append(f"{day} {key}: engine {entry.get(key)!r}, evaluator {other[key]!r}")
    for punch, verdict in verdicts.items():
        if verdict is None:
            continue  # between the ends of a session
        # Which words a placed punch gets that pairs with nothing is the engine's to choose
        other = answer["punches"].get(punch)
        if other != verdict and not {"ignored", "unpaired"} & {other if isinstance(other, str) else "", verdict if isinstance(verdict, str) else ""}:
            out.append(f"{punch}: engine {answer['punches'].get(punch)!r}, evaluator {verdict!r}")
    return out, compared


def shrink(musterctl, case):
    """Leaves punches and settings out for as long as the two still differ."""
    changed = True
    while changed:
        changed = False
        named = {p for c in case.get("covers", []) for p in c.get("punches", [])}
        smaller = [
            dict(case, punches=case["punches"][:k] + case["punches"][k + 1 :])
            for k in range(len(case["punches"]))
            if case["punches"][k]["id"] not in named
        ]
        smaller += [dict(case, policy={k: v for k, v in case["policy"].items() if k != key}) for key in case["policy"]]
        for other in smaller:
            if differences(other, judge(musterctl, [other])[other["id"]])[0]:
                case, changed = other, True
                break
    return case


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("musterctl")
    parser.add_argument("--days", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    generator = Generator(options.seed)
    compared = number = 0
    failed = None
    print("TAP version 13\n1..1")
    while compared < options.days and failed is None:
        cases = [generator.case(number + k) for k in range(500)]
        number += 500
        answers = judge(options.musterctl, cases)
        for case in cases:
            found, n = differences(case, answers[case["id"]])
            compared += n
            if found:
                failed = case
                break
    for name, times in sorted(generator.used.items()):
        print(f"# {name}: {times}")
    print(f"# {compared} person-days compared")
    if failed is not None:
        small = shrink(options.musterctl, failed)
        for line in differences(small, judge(options.musterctl, [small])[small["id"]])[0]:
            print(f"# {line}")
        print("# " + json.dumps(small, ensure_ascii=False))
        print("not ok 1 engine and evaluator agree")
        return 1
    print("ok 1 engine and evaluator agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
