"""Recomputes a published snapshot with nothing but Python's standard library, and shares no line with the site's own programs.

    python3 verify.py https://bench.example.org/      or the folder of a built site

Checks the ids of index and parts, counts cells and runs, and recomputes every leaderboard, over all levels of help and of each: who is on
it, the outcomes of the runs, the rates and scores, the rank intervals and the groups, as the methodology of the site defines them. Says
equal, or where not. Exit code: 0 equal, 1 not equal.
"""

import functools
import hashlib
import itertools
import json
import math
import os
import re
import sys
import urllib.parse
import urllib.request

OUTCOMES = ["pass", "fail", "timeout", "refusal", "infrastructureError", "unknownFailure", "notStated", "notFinal", "excluded"]
COUNTED = ["pass", "fail", "timeout", "refusal", "unknownFailure"]
LEVEL = 0.05
SCORE_UNITS = 10**9
ERROR_UNITS = 10**12
# These try a suite and compete on no leaderboard.
REFERENCE_AGENTS = ("oracle", "no-op")
problems = []


def fetch(root, path):
    if root.startswith(("http://", "https://")):
        with urllib.request.urlopen(urllib.parse.urljoin(root.rstrip("/") + "/", path)) as answer:
            return answer.read()
    with open(os.path.join(root, path), "rb") as file:
        return file.read()


def read_part(root, name):
    content = fetch(root, f"data/parts/{name}.json")
    if hashlib.sha256(content).hexdigest() != name:
        problems.append(f"part {name} is not what its name says")
    return json.loads(content)


def values_of(column):
    """The values of a column: a list, in which [value, count] is the same value count times; digits; or these in a unit, or in steps."""
    if isinstance(column, str):
        return [int(digit) for digit in column]
    if isinstance(column, list):
        runs = (one if isinstance(one, list) else (int(one), 1) for one in column)
        return [value for value, count in runs for _ in range(count)]
    values = [column.get("unit", 1) * value for value in values_of(column.get("values", column.get("steps")))]
    return list(itertools.accumulate(values)) if "steps" in column else values


def names_of(packed):
    """Names, of which [n, rest] is the first n characters of the one before, and the rest."""
    names = [""]
    for name in packed:
        names.append(name if isinstance(name, str) else names[-1][: name[0]] + name[1])
    return names[1:]


def cells_of(part):
    """The cells of a part, each a dictionary with the names that it refers to."""
    scenarios = names_of(part["scenarios"])
    columns = {name: values_of(column) for name, column in part["cells"].items()}
    for row in range(len(columns["scenario"])):
        cell = {name: values[row] for name, values in columns.items()}
        entry = part["entries"][cell["entry"]]
        cell["entry"] = (entry["agent"], entry.get("model"), entry.get("variant"))
        cell["scenario"] = scenarios[cell["scenario"]]
        cell["tier"] = part["tiers"][cell["tier"]]
        yield cell


def runs_of(cell, names=OUTCOMES):
    return sum(cell.get(name, 0) for name in names)


# What an entry did in a cell, as one metric sees it: (runs, mean, sum of the squared differences from it, stated error of the mean).


def observe_success(cell):
    runs = runs_of(cell, COUNTED)
    return runs and (runs, cell.get("pass", 0) / runs, cell.get("pass", 0) * (runs - cell.get("pass", 0)) / runs, None)


def observe_score(cell):
    runs = cell.get("scoreRuns", 0)
    if runs == 0:
        return None
    states_errors = cell.get("scoreErrorRuns", 0) == runs
    error = math.sqrt(cell.get("scoreErrorSquares", 0) / ERROR_UNITS) / runs if states_errors else None
    return runs, cell.get("scoreSum", 0) / SCORE_UNITS / runs, cell.get("scoreSpread", 0) / SCORE_UNITS**2 / runs, error


def turned(observation):
    """The same where lower is better."""
    return observation and (observation[0], -observation[1], *observation[2:])


def is_graded(cells):
    """Whether scores take more values than 0 and 1."""
    for cell in cells:
        ones, rest = divmod(cell.get("scoreSum", 0), SCORE_UNITS)
        if rest or cell.get("scoreSpread", 0) != ones * (cell.get("scoreRuns", 0) - ones) * SCORE_UNITS**2:
            return True
    return False


# The board: as a manifest states it, or found from the cells that were run.


def reaches(covered, cells, share):
    return 1000 * covered >= int(1000 * share + 0.5) * cells


def find_board(by_entry, since, share):
    """The cells that entries are measured against, as a set of (scenario, tier)."""
    makers = {}
    for entry, cells in by_entry.items():
        for place in cells:
            makers.setdefault(place, set()).add(entry[:2])
    eligible = {place for place, own in makers.items() if len(own) >= 2} or set(makers)
    ran = {entry: set(cells) & eligible for entry, cells in by_entry.items()}
    candidates = []
    for seed in {frozenset(own) for own in ran.values() if own}:
        family = [own for own in ran.values() if reaches(len(own & seed), len(seed), share)]
        for numerator, denominator in ((1, 2), (9, 10)):
            counts = {}
            for own in family:
                for place in own:
                    counts[place] = counts.get(place, 0) + 1
            board = frozenset(p for p, count in counts.items() if denominator * count >= numerator * len(family))
            ranked = [entry for entry, own in ran.items() if board and reaches(len(own & board), len(board), share)]
            if ranked:
                candidates.append((len(board) * len(ranked), len(board), -min(since[entry] for entry in ranked), board))
    top = max((score for score, *_ in candidates), default=0)
    good = [one for one in candidates if 10 * one[0] >= 9 * top]
    return min(good, key=lambda one: (-one[1], -one[2], sorted(one[3])))[3] if good else frozenset()


def stated_board(manifest, tier, ran, find):
    """The cells that a manifest states, of one tier or of all; None: it states none, so that they are found."""
    tiers = [one["tier"] for one in manifest.get("tiers", [])]
    scenarios = [(one["scenario"], one.get("tiers")) for one in manifest.get("scenarios", [])]
    if tier is not None:
        scenarios = [(name, [tier]) for name, own in scenarios if tier in (own or tiers or [tier])]
        if not scenarios and ("scenarios" in manifest or (tiers and tier not in tiers)):
            return None
        tiers = [tier]
    if not scenarios:
        known = sorted({scenario for scenario, _ in ran})
        missing = manifest.get("scenarioCount", -1) - len(known)
        if missing < 0:
            return None
        scenarios = [(name, None) for name in [*known, *(f"\0{number}" for number in range(missing))]]
    usual = tiers or sorted({tier for _, tier in find()})
    return frozenset((name, tier) for name, own in scenarios for tier in own or usual)


# Tests of two entries.


@functools.lru_cache(None)
def mcnemar(won, lost):
    n, least = won + lost, min(won, lost)
    return min(1.0, 2 * sum(math.comb(n, k) for k in range(least + 1)) / 2**n)


def incomplete_beta(a, b, x):
    """I_x(a, b) by Lentz's continued fraction."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    tiny, c, d, f = 1e-300, 1.0, 0.0, 1.0
    for i in range(2000):
        m = i // 2
        if i == 0:
            numerator = 1.0
        elif i % 2 == 0:
            numerator = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            numerator = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + numerator * d or tiny)
        c = 1 + numerator / c or tiny
        f *= c * d
        if abs(1 - c * d) < 1e-15:
            break
    return front * (f - 1) / a


def student(t, df):
    """The two-sided p-value of Student's t; of the normal distribution where df is infinite."""
    return math.erfc(abs(t) / math.sqrt(2)) if math.isinf(df) else incomplete_beta(df / 2, 0.5, df / (df + t * t))


def hypergeometric(passes, runs_a, runs_b):
    """The number of tables by the passes of the first, given all passes of both."""
    counts = range(max(0, passes - runs_b), min(runs_a, passes) + 1)
    return {count: math.comb(runs_a, count) * math.comb(runs_b, passes - count) for count in counts}


@functools.lru_cache(None)
def fisher(passes_a, runs_a, passes_b, runs_b):
    tables = hypergeometric(passes_a + passes_b, runs_a, runs_b)
    extreme = sum(weight for weight in tables.values() if weight * 10**7 <= tables[passes_a] * (10**7 + 1))
    return extreme / sum(tables.values())


@functools.lru_cache(None)
def boschloo(passes_a, runs_a, passes_b, runs_b):
    """Of the first, which is ahead: twice the largest chance, at 1,001 common rates, of a table that Fisher's test finds as good for it."""
    tails = {}
    for passes in range(runs_a + runs_b + 1):
        tables = hypergeometric(passes, runs_a, runs_b)
        tail, total = 0, sum(tables.values())
        for x in sorted(tables, reverse=True):
            tail += tables[x]
            tails[x, passes - x] = tail / total
    seen = tails[passes_a, passes_b] * (1 + 1e-13)
    good = [sum(tails[x, y] <= seen for y in range(runs_b + 1)) for x in range(runs_a + 1)]
    largest = 0.0
    for step in range(1, 1002):
        rate = step / 1002
        cumulative = [0.0]
        for y in range(runs_b + 1):
            cumulative.append(cumulative[-1] + math.comb(runs_b, y) * rate**y * (1 - rate) ** (runs_b - y))
        chance = sum(
            math.comb(runs_a, x) * rate**x * (1 - rate) ** (runs_a - x) * cumulative[good[x]] for x in range(runs_a + 1)
        )
        largest = max(largest, chance)
    return min(1.0, 2 * largest)


def p_of_cells(a, b, is_binary):
    """The p-value of two entries that differ in the only cell of a board, the first being ahead."""
    (runs_a, mean_a, spread_a, error_a), (runs_b, mean_b, spread_b, error_b) = a, b
    if is_binary:
        test = fisher if max(runs_a, runs_b) > 100 else boschloo
        return test(round(mean_a * runs_a), runs_a, round(mean_b * runs_b), runs_b)
    if error_a is not None and error_b is not None and error_a + error_b > 0:
        return student((mean_a - mean_b) / math.hypot(error_a, error_b), math.inf)
    if min(runs_a, runs_b) < 2:
        return 1.0
    variances = [spread / (runs * (runs - 1)) for runs, spread in ((runs_a, spread_a), (runs_b, spread_b))]
    if sum(variances) == 0:
        return 1.0
    df = sum(variances) ** 2 / (variances[0] ** 2 / (runs_a - 1) + variances[1] ** 2 / (runs_b - 1))
    return student((mean_a - mean_b) / math.sqrt(sum(variances)), df)


def scenario_values(means, board):
    """A number a scenario (a tier, if there is one scenario), whose mean is that of the cells."""
    sums = {}
    for place in sorted(board):
        sums.setdefault(place[0], []).append(means[place])
    if len(sums) == 1:
        return [value for values in sums.values() for value in values]
    return [sum(values) * len(sums) / len(board) for values in sums.values()]


def bits_of(values):
    return sum(1 << place for place, value in enumerate(values) if value == 1)


class Entry:
    """An entry on a board: its results, with what it lacks at the worst and at the best."""

    def __init__(self, name, observations, board, scale):
        own = {place: observations[place] for place in board if place in observations}
        self.name, self.covered, self.is_whole = name, len(own), len(own) == len(board)
        ends = scale["ends"]
        is_comparable = self.is_whole or ends is not None
        self.is_ranked = bool(own) and reaches(len(own), len(board), scale["share"]) and is_comparable
        means = {place: mean for place, (_, mean, *_) in own.items()}
        if not self.is_ranked:
            self.estimate = self.at_most = sum(means.values()) / len(own) if own else None
            return
        filled = [{place: means.get(place, end) for place in board} for end in ends or (0, 0)]
        self.estimate, self.at_most = (sum(one.values()) / len(board) for one in filled)
        self.worst, self.best = (scenario_values(one, board) for one in filled)
        self.is_single = scale["is_binary"] and len(self.worst) == len(board) and all(runs == 1 for runs, *_ in own.values())
        self.bits = self.is_single and (bits_of(self.worst), bits_of(self.best))
        self.cell = next(iter(own.values())) if len(board) == 1 else None

    def at_worst(self):
        other = object.__new__(Entry)
        other.__dict__.update(self.__dict__, best=self.worst, is_whole=True)
        other.bits = self.bits and (self.bits[0], self.bits[0])
        return other


def p_ahead(a, b, width):
    """The p-value with which a is ahead of b, a at its worst and b at its best; None: it is not."""
    if a.is_single and b.is_single:
        won, lost = (bin(one & ~other).count("1") for one, other in ((a.bits[0], b.bits[1]), (b.bits[1], a.bits[0])))
        return mcnemar(won, lost) if won > lost else None
    n = len(a.worst)
    lowest = [x - y for x, y in zip(a.worst, b.best)]
    mean = sum(lowest) / (n + 1)
    if mean <= 0:
        return None
    if a.is_whole and b.is_whole:
        squares = width * width + sum(x * x for x in lowest) - (n + 1) * mean * mean
    else:
        highest = [x - y for x, y in zip(a.best, b.worst)]
        squares = width * width + mean * mean
        squares += sum(max((x - mean) ** 2, (y - mean) ** 2) for x, y in zip(lowest, highest))
    error = math.sqrt(max(0.0, squares) / n / (n + 1))
    return student(mean / error, n) if error > 0 else 1.0


def lead(a, b, scale):
    """1, 0 or -1 for who is ahead, and the two-sided p-value."""
    if a.cell and b.cell:
        if a.cell[1] == b.cell[1]:
            return 0, 1.0
        ahead, behind = (a, b) if a.cell[1] > b.cell[1] else (b, a)
        return (1 if ahead is a else -1), p_of_cells(ahead.cell, behind.cell, scale["is_binary"])
    forth = p_ahead(a, b, scale["width"])
    if forth is not None:
        return 1, forth
    back = p_ahead(b, a, scale["width"])
    return (0, 1.0) if back is None else (-1, back)


def holm(values):
    order = sorted(range(len(values)), key=lambda place: values[place])
    adjusted, largest = [0.0] * len(values), 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, (len(values) - rank) * values[place]))
        adjusted[place] = largest
    by_value = {}
    for place in order:
        by_value.setdefault(values[place], adjusted[place])
    return [by_value[value] for value in values]


def told_apart(entries, scale):
    """Who is clearly better than whom, as pairs of positions: by each entry's own comparisons, and by those of all pairs together."""
    count = len(entries)
    leads = {(a, b): lead(entries[a], entries[b], scale) for a in range(count) for b in range(a)}
    joint = dict(zip(leads, holm([p for _, p in leads.values()])))
    own = dict.fromkeys(leads, 0.0)
    for a in range(count):
        pairs = [(max(a, b), min(a, b)) for b in range(count) if b != a]
        for pair, p in zip(pairs, holm([leads[pair][1] for pair in pairs])):
            own[pair] = max(own[pair], p)
    order = lambda pair: pair if leads[pair][0] > 0 else pair[::-1]
    return [{order(pair) for pair, p in one.items() if p <= LEVEL and leads[pair][0] != 0} for one in (own, joint)]


def rank_intervals(count, above):
    intervals = [[1, count] for _ in range(count)]
    for better, worse in above:
        intervals[better][1] -= 1
        intervals[worse][0] += 1
    return intervals


def groups_of(count, above):
    """Those that nobody is clearly better than, then the same again without them."""
    groups, left = {}, set(range(count))
    while left:
        below = {worse for better, worse in above if better in left}
        members = left - below
        if not members:
            raise ValueError("each of some entries is clearly worse than another of them")
        groups.update(dict.fromkeys(members, len(set(groups.values())) + 1))
        left -= members
    return groups


def scale_of(cells, metric, manifest):
    """What a run can be worth: (least, most) or None, how far apart two can be, and whether they are 0 and 1 alone."""
    stated = manifest.get("scale", {})
    share = manifest.get("share", 0.9)
    if metric == "score" and "min" in stated:
        ends = (stated["min"], stated["max"])
        if stated.get("lowerIsBetter"):
            ends = (-ends[1], -ends[0])
        return {"ends": ends, "width": ends[1] - ends[0], "is_binary": False, "share": share}
    if metric == "success" or not is_graded(cells):
        is_binary = metric == "success" or not stated.get("lowerIsBetter")
        ends = (0, 1) if is_binary else (-1, 0)
        return {"ends": ends, "width": 1, "is_binary": is_binary, "share": share}
    means = [observe_score(cell)[1] for cell in cells if cell.get("scoreRuns", 0) > 0]
    return {"ends": None, "width": max(means, default=0) - min(means, default=0), "is_binary": False, "share": share}


def recompute_board(cells, metric, manifest, tier):
    """The rows of a leaderboard by the names of the entries. `tier`: of whose board it is, where the version has several."""
    cells = [cell for cell in cells if cell["entry"][0] not in REFERENCE_AGENTS]
    is_turned = metric == "score" and manifest.get("scale", {}).get("lowerIsBetter", False)
    observe = observe_success if metric == "success" else observe_score
    by_entry, own_cells, since = {}, {}, {}
    for cell in cells:
        name, place = cell["entry"], (cell["scenario"], cell["tier"])
        own_cells.setdefault(name, {})[place] = cell
        observations = by_entry.setdefault(name, {})
        observation = turned(observe(cell)) if is_turned else observe(cell)
        if observation:
            observations[place] = observation
        if runs_of(cell, COUNTED) + cell.get("scoreRuns", 0) > 0:
            since[name] = min(since.get(name, math.inf), cell["firstRunAt"])
    share = manifest.get("share", 0.9)
    ran = {place for own in by_entry.values() for place in own}
    find = lambda: find_board(by_entry, since, share)
    board = stated_board(manifest, tier, ran, find)
    board = find() if board is None else board
    inside = [cell for cell in cells if (cell["scenario"], cell["tier"]) in board]
    scale = scale_of(inside, metric, manifest)
    entries = [Entry(name, own, board, scale) for name, own in by_entry.items()]
    ranked = [entry for entry in entries if entry.is_ranked]
    above, jointly_above = told_apart(ranked, scale)
    ranks, joint_ranks = (rank_intervals(len(ranked), one) for one in (above, jointly_above))
    above_at_worst = above if all(entry.is_whole for entry in ranked) else told_apart([e.at_worst() for e in ranked], scale)[0]
    groups = groups_of(len(ranked), above_at_worst)
    rows = {}
    for entry in entries:
        own = [cell for place, cell in own_cells[entry.name].items() if place in board]
        row = {outcome: sum(cell.get(outcome, 0) for cell in own) for outcome in OUTCOMES}
        row.update(counted=sum(runs_of(cell, COUNTED) for cell in own), scored=sum(cell.get("scoreRuns", 0) for cell in own))
        row.update(coveredCells=entry.covered, coverableCells=len(board))
        row.update(dict.fromkeys(("rankFrom", "rankTo", "jointRankFrom", "jointRankTo", "group")))
        turn = -1 if is_turned else 1
        row.update(estimate=entry.estimate and turn * entry.estimate, atMost=entry.at_most and turn * entry.at_most)
        rows[entry.name] = row
    for place, entry in enumerate(ranked):
        (low, high), (joint_low, joint_high) = ranks[place], joint_ranks[place]
        rows[entry.name].update(rankFrom=low, rankTo=high, jointRankFrom=joint_low, jointRankTo=joint_high, group=groups[place])
    return rows


def is_equal(published, recomputed):
    if published is None or recomputed is None:
        return published is recomputed
    return abs(published - recomputed) <= 1e-9 * max(1, abs(recomputed))


def check_board(path, table, cells, manifest):
    """Compares a published leaderboard with its recomputation; gives how many values were compared."""
    tier = table.get("tier")
    has_tiers = len({cell["tier"] for cell in cells}) > 1
    cells = [cell for cell in cells if tier in (None, cell["tier"])]
    compared = 0
    published = [dict(zip(table["columns"], values)) for values in table["rows"]]
    competing = [cell for cell in cells if cell["entry"][0] not in REFERENCE_AGENTS]
    for metric in ["success", "score"] if is_graded(competing) else ["success"]:
        rows = recompute_board(cells, metric, manifest, tier if has_tiers else None)
        if metric == "success" and is_graded(competing) and not any(row["coverableCells"] for row in rows.values()):
            continue  # No run has a verdict.
        for row in published:
            if row["metric"] != metric:
                continue
            name = (row["agent"], row["model"], row["variant"])
            wanted = rows.pop(name, None)
            if wanted is None:
                problems.append(f"{path}: {name} by {metric} is not in the snapshot, or stands twice")
                continue
            for column, value in wanted.items():
                compared += 1
                if not is_equal(row[column], value):
                    problems.append(f"{path}: {column} of {name} by {metric} is {row[column]}, recomputed {value}")
        problems.extend(f"{path}: {name} by {metric} is missing" for name in rows)
    return compared


def leaderboards(root):
    """The paths of all leaderboards: by the sitemap of a site, or by the files of a folder."""
    if root.startswith(("http://", "https://")):
        addresses = re.findall("<loc>([^<]*)</loc>", fetch(root, "sitemap.xml").decode())
        paths = [urllib.parse.urlparse(address).path for address in addresses]
        found = [path[path.index("/suites/") + 1 :] for path in paths if "/suites/" in path]
        form = "suites/[^/]+/(versions/[^/]+/)?(tiers/[^/]+/)?"
        return [f"{path}leaderboard.json" for path in found if re.fullmatch(form, path)]
    found = []
    for folder, _, files in os.walk(os.path.join(root, "suites")):
        if "leaderboard.json" in files:
            found.append(os.path.relpath(os.path.join(folder, "leaderboard.json"), root))
    return sorted(found)


def check_suite(root, suite, tables):
    """Counts the cells and runs of a version of a suite and recomputes its leaderboards; gives its runs and how many values were compared."""
    name = " ".join(filter(None, (suite["suite"], suite.get("suiteVersion"))))
    parts = suite["parts"] if "parts" in suite else read_part(root, suite["list"])["parts"]
    cells = [cell for part in parts for cell in cells_of(read_part(root, part))]
    runs = sum(runs_of(cell) for cell in cells)
    for what, counted in (("cells", len(cells)), ("runs", runs)):
        if counted != suite[what]:
            problems.append(f"{name}: {counted} {what}, the index says {suite[what]}")
    manifest = read_part(root, suite["manifest"])["manifest"] if "manifest" in suite else {}
    own = [(path, table) for path, table in tables if (table["suite"], table.get("suiteVersion")) == (suite["suite"], suite.get("suiteVersion"))]
    if all("tier" in table for _, table in own):
        problems.append(f"no leaderboard of {name}")
    return runs, sum(check_board(path, table, cells, manifest) for path, table in own)


def main(root):
    index = json.loads(fetch(root, "data/snapshot.json"))
    content = {key: value for key, value in index.items() if key not in ("id", "createdAt")}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    if hashlib.sha256(text.encode()).hexdigest() != index["id"]:
        problems.append("the index is not what its id says")
    for name in index["batches"]:
        read_part(root, name)
    tables = [(path, json.loads(fetch(root, path))) for path in leaderboards(root)]
    checked = [check_suite(root, suite, tables) for suite in index["suites"]]
    runs, compared = (sum(one) for one in zip(*checked)) if checked else (0, 0)
    for what, counted in (("runs", runs), ("cells", sum(suite["cells"] for suite in index["suites"]))):
        if counted != index[what]:
            problems.append(f"{counted} {what}, the index says {index[what]}")
    for problem in problems:
        print(problem, file=sys.stderr)
    verdict = "equal" if not problems else f"{len(problems)} differences"
    print(f"{index['id'][:12]}: {runs} runs, {compared} values of {len(tables)} leaderboards recomputed: {verdict}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
