"""Runs programs, in processes that have torch already: importing it takes longer than most of them.

    python3 forked.py

Reads a line of JSON for each: the folder it runs in, its arguments, the program first, how many processes run it
together, and the file that takes what they write, of which that with `.err` takes the errors. Writes a line with that
file and the exit code, which is not 0 where that of any process was not, once it is over.
"""

import functools
import json
import os
import runpy
import signal
import sys
import traceback

import torch.distributed as dist
import torch.nn.parallel
import torch._dynamo  # optimizers import it with their first step


def redirect(path, descriptor):
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, descriptor)
    os.close(file)


def leave(code):
    """Exits as `sys.exit` does, but for tidying up all of torch, which takes longer than most programs."""
    if not isinstance(code, int | None):
        print(code, file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def run(asked, rank):
    """The program, as one of its processes. They meet in a file: under torchrun, at a port that others may take meanwhile."""
    size = asked["numProcesses"]
    if size > 1:
        os.environ.update({"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": str(size)})
        meeting = {"init_method": f"file://{asked['out']}.meeting", "rank": rank, "world_size": size}
        dist.init_process_group = functools.partial(dist.init_process_group, **meeting)
    sys.argv = asked["args"]
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
        leave(0)
    except SystemExit as stop:
        leave(stop.code)
    except BaseException:
        leave(traceback.format_exc())


def wait(processes):
    """The first exit code that is not 0; then the others are stopped, which would wait for that process."""
    code = 0
    for _ in range(len(processes)):
        ended, status = os.wait()
        processes.remove(ended)
        if code == 0 and status != 0:
            code = os.waitstatus_to_exitcode(status)
            for other in processes:
                os.kill(other, signal.SIGKILL)
    return code


for line in sys.stdin:
    asked = json.loads(line)
    if os.fork() > 0:
        continue
    # A process that waits for those of the program, so that others run meanwhile.
    answers = os.dup(1)
    os.chdir(asked["folder"])
    redirect(asked["out"], 1)
    redirect(f"{asked['out']}.err", 2)
    processes = []
    for rank in range(asked["numProcesses"]):
        processes.append(os.fork())
        if processes[-1] == 0:
            run(asked, rank)
    code = wait(processes)
    os.write(answers, f"{json.dumps({'out': asked['out'], 'code': code})}\n".encode())
    os._exit(0)
