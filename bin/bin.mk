# The administrator's command and the worker.
