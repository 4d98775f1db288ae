void f(void)
{
  atoi(a, b);
}
