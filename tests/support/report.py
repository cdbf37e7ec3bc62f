"""Runs the functions of a test file that begin with test_, says what failed, ends with `N passed, N failed, N skipped`."""
import inspect, sys, traceback


class Skip(Exception):
    pass


def run(module):
    passed = failed = skipped = 0
    for name, function in list(vars(module).items()):
        if not (name.startswith("test_") and inspect.isfunction(function)):
            continue
        try:
            function()
            passed += 1
            print("ok   " + name)
        except Skip as why:
            skipped += 1
            print("skipped %s: %s" % (name, why))
        except BaseException:
            failed += 1
            print("FAIL " + name)
            traceback.print_exc(file=sys.stdout)
        sys.stdout.flush()
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    sys.exit(1 if failed else 0)
