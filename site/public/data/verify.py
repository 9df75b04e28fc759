"""Recomputes a published snapshot with nothing but Python's standard library, and shares no line with the site's own programs.

    python3 verify.py https://bench.example.org/      or the folder of a built site

Checks the ids of index and parts, counts cells and runs, and recomputes of each leaderboard over all levels of help the passes, the rates and
the rank intervals, as the methodology of the site defines them, for boards by success rate without a manifest. Says equal, or where not.
Exit code: 0 equal, 1 not equal.
"""

import hashlib
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


def cells_of(part):
    """The cells of a part, each a dictionary with the names that it refers to."""
    columns = part["cells"]
    for row in range(len(columns["scenario"])):
        cell = {name: int(values[row]) for name, values in columns.items()}
        entry = part["entries"][cell["entry"]]
        cell["entry"] = (entry["agent"], entry.get("model"), entry.get("variant"))
        cell["scenario"] = part["scenarios"][cell["scenario"]]
        cell["tier"] = part["tiers"][cell["tier"]]
        yield cell


def runs_of(cell, names=OUTCOMES):
    return sum(cell.get(name, 0) for name in names)


# The board: found from the cells that were run.


def find_board(by_entry):
    """The cells that entries are measured against, as sets of (scenario, tier)."""
    makers = {}
    for entry, cells in by_entry.items():
        for place in cells:
            makers.setdefault(place, set()).add(entry[:2])
    eligible = {place for place, own in makers.items() if len(own) >= 2} or set(makers)
    ran = {entry: set(cells) & eligible for entry, cells in by_entry.items()}
    best = []
    for seed in {frozenset(own) for own in ran.values() if own}:
        family = [own for own in ran.values() if 10 * len(own & seed) >= 9 * len(seed)]
        for numerator, denominator in ((1, 2), (9, 10)):
            counts = {}
            for own in family:
                for place in own:
                    counts[place] = counts.get(place, 0) + 1
            board = frozenset(p for p, count in counts.items() if denominator * count >= numerator * len(family))
            if not board:
                continue
            ranked = [entry for entry, own in ran.items() if 10 * len(own & board) >= 9 * len(board)]
            best.append((len(board) * len(ranked), len(board), board))
    if not best:
        return frozenset()
    top = max(score for score, _, _ in best)
    return max((one for one in best if 10 * one[0] >= 9 * top), key=lambda one: one[1])[2]


# Tests of two entries.


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
    """The two-sided p-value of Student's t."""
    return incomplete_beta(df / 2, 0.5, df / (df + t * t))


def scenario_values(cells, board):
    """A number a scenario (a tier, if there is one scenario), whose mean is that of the cells."""
    places = sorted(board)
    scenarios = sorted({scenario for scenario, _ in places})
    if len(scenarios) == 1:
        return [cells[place] for place in places]
    share = len(scenarios) / len(places)
    return [share * sum(cells[place] for place in places if place[0] == scenario) for scenario in scenarios]


class Entry:
    """An entry on a board: its rates, with what it lacks at the worst and at the best."""

    def __init__(self, name, cells, board):
        own = {place: cells[place] for place in board if place in cells}
        self.name = name
        self.is_ranked = bool(own) and 10 * len(own) >= 9 * len(board)
        rates = {place: cell["pass"] / runs_of(cell, COUNTED) for place, cell in own.items()}
        filled = [{place: rates.get(place, end) for place in board} for end in (0.0, 1.0)]
        self.rate = sum(filled[0].values()) / len(board) if self.is_ranked else None
        self.worst, self.best = (scenario_values(one, board) for one in filled)
        self.is_whole = len(own) == len(board)
        lone = len({scenario for scenario, _ in board}) == len(board)
        self.is_single = lone and all(runs_of(cell, COUNTED) == 1 for cell in own.values())
        self.cell = next(iter(own.values())) if len(board) == 1 and own else None
        self.passes = sum(cell["pass"] for cell in own.values())
        self.counted = sum(runs_of(cell, COUNTED) for cell in own.values())


def p_ahead(a, b):
    """The p-value with which a is ahead of b, a at its worst and b at its best; None: it is not."""
    if a.is_single and b.is_single:
        won = sum(x > y for x, y in zip(a.worst, b.best))
        lost = sum(x < y for x, y in zip(a.worst, b.best))
        return mcnemar(won, lost) if won > lost else None
    n = len(a.worst)
    lowest = [x - y for x, y in zip(a.worst, b.best)]
    mean = sum(lowest) / (n + 1)
    if mean <= 0:
        return None
    if a.is_whole and b.is_whole:
        squares = 1 + sum(x * x for x in lowest) - (n + 1) * mean * mean
    else:
        highest = [x - y for x, y in zip(a.best, b.worst)]
        squares = 1 + mean * mean + sum(max((x - mean) ** 2, (y - mean) ** 2) for x, y in zip(lowest, highest))
    error = math.sqrt(max(0.0, squares) / n / (n + 1))
    return student(mean / error, n)


def lead(a, b):
    """1, 0 or -1 for who is ahead, and the two-sided p-value."""
    forth = p_ahead(a, b)
    if forth is not None:
        return 1, forth
    back = p_ahead(b, a)
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


def rank_intervals(entries):
    count = len(entries)
    leads = {(a, b): lead(entries[a], entries[b]) for a in range(count) for b in range(a)}
    sign = lambda a, b: leads[a, b][0] if a > b else -leads[b, a][0]
    p = lambda a, b: leads[max(a, b), min(a, b)][1]
    own = []
    for a in range(count):
        others = [b for b in range(count) if b != a]
        own.append(dict(zip(others, holm([p(a, b) for b in others]))))
    told = lambda a, b: max(own[a][b], own[b][a]) <= LEVEL
    intervals = []
    for a in range(count):
        above = sum(told(a, b) and sign(b, a) > 0 for b in range(count) if b != a)
        below = sum(told(a, b) and sign(a, b) > 0 for b in range(count) if b != a)
        intervals.append((1 + above, count - below))
    return intervals


def check_board(title, table, cells):
    """Compares a published leaderboard with its recomputation; gives how many values were compared."""
    by_entry = {}
    for cell in cells:
        if runs_of(cell, COUNTED) > 0:
            by_entry.setdefault(cell["entry"], {})[cell["scenario"], cell["tier"]] = cell
    board = find_board(by_entry)
    if len(board) <= 1:
        return 0
    entries = {name: Entry(name, own, board) for name, own in by_entry.items()}
    ranked = [entry for entry in entries.values() if entry.is_ranked]
    ranks = dict(zip((entry.name for entry in ranked), rank_intervals(ranked)))
    compared = 0
    for values in table["rows"]:
        row = dict(zip(table["columns"], values))
        if row["metric"] != "success":
            continue
        name = (row["agent"], row["model"], row["variant"])
        entry = entries.get(name)
        if entry is None:
            continue
        wanted = {"pass": entry.passes, "counted": entry.counted}
        if entry.is_ranked:
            wanted.update(estimate=entry.rate, rankFrom=ranks[name][0], rankTo=ranks[name][1])
        for column, value in wanted.items():
            compared += 1
            if row[column] is None or abs(row[column] - value) > 1e-9:
                problems.append(f"{title}: {column} of {name} is {row[column]}, recomputed {value}")
    return compared


def leaderboards(root):
    """The paths of the leaderboards over all levels of help: by the sitemap of a site, or by the files of a folder."""
    if root.startswith(("http://", "https://")):
        addresses = re.findall("<loc>([^<]*)</loc>", fetch(root, "sitemap.xml").decode())
        paths = [urllib.parse.urlparse(address).path for address in addresses]
        found = [path[path.index("/suites/") + 1 :] for path in paths if "/suites/" in path]
        return [f"{path}leaderboard.json" for path in found if re.fullmatch("suites/[^/]+/(versions/[^/]+/)?", path)]
    found = []
    for folder, _, files in os.walk(os.path.join(root, "suites")):
        if "leaderboard.json" in files and "tiers" not in folder.split(os.sep):
            found.append(os.path.relpath(os.path.join(folder, "leaderboard.json"), root))
    return found


def main(root):
    index = json.loads(fetch(root, "data/snapshot.json"))
    content = {key: value for key, value in index.items() if key not in ("id", "createdAt")}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    if hashlib.sha256(text.encode()).hexdigest() != index["id"]:
        problems.append("the index is not what its id says")
    compared, runs, boards = 0, 0, 0
    tables = {}
    for path in leaderboards(root):
        table = json.loads(fetch(root, path))
        tables[table.get("suite"), table.get("suiteVersion")] = table
    for suite in index["suites"]:
        names = suite["parts"] if "parts" in suite else read_part(root, suite["list"])["parts"]
        cells = [cell for name in names for cell in cells_of(read_part(root, name))]
        if len(cells) != suite["cells"]:
            problems.append(f"{suite['suite']}: {len(cells)} cells, the index says {suite['cells']}")
        own = sum(runs_of(cell) for cell in cells)
        runs += own
        if own != suite["runs"]:
            problems.append(f"{suite['suite']}: {own} runs, the index says {suite['runs']}")
        table = tables.get((suite["suite"], suite.get("suiteVersion")))
        if table and "manifest" not in suite:
            boards += 1
            compared += check_board(suite["suite"], table, cells)
    if runs != index["runs"]:
        problems.append(f"{runs} runs, the index says {index['runs']}")
    for problem in problems[:50]:
        print(problem, file=sys.stderr)
    verdict = "equal" if not problems else f"{len(problems)} differences"
    print(f"{index['id'][:12]}: {runs} runs, {compared} values of {boards} leaderboards recomputed: {verdict}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
