"""Runs programs, each in a process of its own that has torch already: importing it takes longer than most of them.

    python3 forked.py

Reads a line of JSON for each: the folder it runs in, its arguments, the program first, and the file that takes what it
writes, of which that with `.err` takes the errors. Writes a line with that file and the exit code once it is over.
"""

import json
import os
import runpy
import sys

import torch.nn.parallel
import torch._dynamo  # optimizers import it with their first step


def redirect(path, descriptor):
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, descriptor)
    os.close(file)


for line in sys.stdin:
    asked = json.loads(line)
    if os.fork() > 0:
        continue
    # A process that waits for the program, so that others run meanwhile.
    program = os.fork()
    if program == 0:
        os.chdir(asked["folder"])
        redirect(asked["out"], 1)
        redirect(f"{asked['out']}.err", 2)
        sys.argv = asked["args"]
        runpy.run_path(sys.argv[0], run_name="__main__")
        sys.exit()
    _, status = os.waitpid(program, 0)
    code = os.waitstatus_to_exitcode(status)
    os.write(1, f"{json.dumps({'out': asked['out'], 'code': code})}\n".encode())
    os._exit(0)
