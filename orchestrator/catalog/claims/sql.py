import psycopg2

timeout = claim["timeout"]
SYNTAX_ERROR = "42601"


def first_line(error):
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def text_of(value):
    """A value as PostgreSQL would be asked for it in lab.yaml."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def fits(value, wanted):
    if isinstance(wanted, str):
        return value is not None and text_of(value) == wanted
    try:
        return bounded(wanted, float(value))
    except (TypeError, ValueError):
        return False


def ask():
    """The rows, or a text that says why there are none."""
    where = {"host": claim["host"], "port": int(claim["port"]), "dbname": claim["dbname"], "user": claim["user"]}
    if "password" in claim:
        where["password"] = str(claim["password"])
    options = f"-c statement_timeout={timeout} -c default_transaction_read_only=on"
    try:
        # libpq takes whole seconds, two at least.
        server = psycopg2.connect(**where, options=options, connect_timeout=max(2, math.ceil(timeout / 1000)), application_name="check")
    except psycopg2.OperationalError as error:
        return f"The database could not be asked: {first_line(error)}."
    try:
        server.autocommit = True
        cursor = server.cursor()
        cursor.execute(fill(claim["query"], drawn_before()))
        return cursor.fetchall()
    except psycopg2.Error as error:
        if error.pgcode == SYNTAX_ERROR or isinstance(error, psycopg2.ProgrammingError) and error.pgcode is None:
            raise
        return f"The database answered with an error: {first_line(error)}."
    finally:
        server.close()


def measure():
    rows = in_time(timeout / 1000, ask)
    if rows is None:
        return False, f"The database gave no answer within {timeout} ms."
    if isinstance(rows, str):
        return False, rows
    seen = f"The database gave {several(len(rows), 'row')}"
    if rows:
        seen += f", the first one beginning with {quoted('NULL' if rows[0][0] is None else text_of(rows[0][0]))}"
    if "rows" in claim and not bounded(claim["rows"], len(rows)):
        return False, f"{seen}."
    if "value" in claim and not (rows and fits(rows[0][0], claim["value"])):
        return False, f"{seen}."
    return True, f"{seen}."


judge(measure)
