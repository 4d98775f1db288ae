result f(struct req *rq)
{
  char *text = arena_printf(rq->arena, "UPDATE deal SET name = '%s'", name);
  return run(text);
}
