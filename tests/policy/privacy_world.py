"""An invented team database for tests of privacy: names that occur nowhere else, groups of every awkward size, people who leave
early enough for an estimate with a track record better than chance."""
import datetime
import random
import sqlite3
import subprocess

UNTIL = datetime.date(2026, 11, 24)
FIRST_ID = 770001
# id: (name, parent, people now); team 0 is none
TEAMS = {1: ("Alpha", None, 14), 2: ("Beta", None, 12), 3: ("Gamma", None, 2), 4: ("Gamma One", 3, 9), 5: ("Gamma Two", 3, 3),
         6: ("Delta", None, 4), 7: ("Omega", None, 22), 0: ("no team", None, 2)}
ELIGIBLE_OF_BETA = 3                                    # of the others everybody has access to AI


def code(i):
    return chr(97 + i // 26) + chr(97 + i % 26)


def names_of(i):
    return "Xq" + code(i), "Zx" + code(i)


def number_of(i):
    return "HQ7" + code(i)


def below(team):
    return [team] + [t for t, (_, parent, _) in TEAMS.items() if parent == team and t]


class World:
    def __init__(self, path, program, environment):
        self.path, self.dice, self.people, self.rows = str(path), random.Random(11), [], []
        subprocess.run([program, "init", self.path, "--time-zone", "UTC"], check=True, capture_output=True, env=environment)
        self.db = sqlite3.connect(self.path, isolation_level=None)
        self.db.execute("BEGIN")
        self.hire()
        for relation in (self.work, self.cases, self.use, self.skills, self.survey):
            relation()
        self.db.execute("COMMIT")

    def put(self, table, columns, rows):
        self.db.executemany("INSERT INTO %s (%s) VALUES (%s)" % (table, columns, ",".join("?" * len(columns.split(",")))), rows)

    def hire(self):
        self.put("team", "id, name, parent_id", [(t, n, p) for t, (n, p, _) in TEAMS.items() if t])
        teams = [t for t, (_, _, n) in TEAMS.items() for _ in range(n)]
        start = UNTIL - datetime.timedelta(1500)
        for team in teams:                              # who stays
            self.people.append((team, start + datetime.timedelta(self.dice.randrange(300)), None))
        for i in range(150):                            # who came and went within the year, but for a few
            hired = start + datetime.timedelta(60 + i * 8)
            stay = self.dice.randrange(20, 200) if i % 9 else self.dice.randrange(500, 700)
            left = hired + datetime.timedelta(stay)
            self.people.append((self.dice.choice([1, 2, 4, 7, 7]), hired, left if left < UNTIL else UNTIL - datetime.timedelta(3)))
        self.put("person", "id, employee_no, name, role, hired_on, left_on, leave_kind", [
            (FIRST_ID + i, number_of(i), "%s %s" % names_of(i), "agent", str(h), left and str(left), left and "voluntary")
            for i, (_, h, left) in enumerate(self.people)])
        self.put("membership", "person_id, team_id, from_on, to_on", [(FIRST_ID + i, t, str(h), left and str(left))
                                                                    for i, (t, h, left) in enumerate(self.people) if t])

    def here(self, team=None):
        return [i for i, (t, _, left) in enumerate(self.people) if left is None and (team is None or t == team)]

    def at(self, days, hour=9):
        moment = datetime.datetime.combine(UNTIL - datetime.timedelta(days), datetime.time(hour), datetime.timezone.utc)
        return int(moment.timestamp())

    def work(self):
        kinds = [k for k, in self.db.execute("SELECT id FROM activity_kind WHERE is_work ORDER BY position")]
        self.put("activity", "person_id, kind_id, started_at, seconds, source, external_id", [
            (FIRST_ID + i, kinds[(i + d + n) % len(kinds)], self.at(d, 9 + n), 1200 + 60 * self.dice.randrange(30), "t", "a%d-%d-%d" % (i, d, n))
            for i in self.here() for d in range(0, 84, 3) for n in range(2)])

    def cases(self):
        self.put("service_case", "person_id, team_id, opened_at, resolved_at, handle_seconds, complexity, resolved_by, handed_over, csat, source, external_id", [
            (FIRST_ID + i, self.people[i][0] or None, self.at(d, 8), self.at(d, 10), 600, 1 + (i + d) % 5, "human_with_ai" if d % 2 else "human", 0,
             1 + (i * d) % 5, "t", "c%d-%d" % (i, d)) for i in self.here() for d in range(1, 84, 9)])

    def use(self):
        self.put("ai_tool", "id, key, name, kind", [(1, "helper", "Helper", "assistant")])
        eligible = [i for i in self.here() if self.people[i][0] != 2] + self.here(2)[:ELIGIBLE_OF_BETA]
        self.put("ai_access", "person_id, tool_id, from_on, basis", [(FIRST_ID + i, 1, str(self.people[i][1]), "list") for i in eligible])
        self.put("ai_event", "person_id, tool_id, at, kind, n, source, external_id", [
            (FIRST_ID + i, 1, self.at(d, 11), "accepted", 1 + i % 3, "t", "e%d-%d" % (i, d)) for i in eligible for d in range(0, 100, 5) if i % 4])

    def skills(self):
        self.put("skill", "id, name", [(1, "Invoices"), (2, "Refunds")])
        self.put("skill_level", "person_id, skill_id, assessed_on, level", [
            (FIRST_ID + i, s, str(UNTIL - datetime.timedelta(d)), level) for i in self.here() for s in (1, 2)
            for d, level in ((300, 1 + (i + s) % 3), (30, 2 + (i * s) % 3))])
        self.put("skill_need", "team_id, skill_id, level, people", [(t, s, 4, 1 + t % 3) for t in TEAMS if t for s in (1, 2)])

    def survey(self):
        questions = [q for q, in self.db.execute("SELECT id FROM survey_question ORDER BY id")]
        answers = [(None if i % 3 == 0 else FIRST_ID + i, self.people[i][0] or None, str(UNTIL - datetime.timedelta(wave + i % 9)), q,
                    1 + (i * 7 + q * 3 + wave) % 5) for wave in (15, 106) for i in self.here() if (i + wave) % 5 for q in questions]
        self.answers = answers
        self.put("survey_answer", "person_id, team_id, answered_on, question_id, score", answers)

    def policy(self, **values):
        for key, value in values.items():
            self.db.execute("INSERT OR REPLACE INTO policy (key, value) VALUES (?, ?)", (key, str(value)))
