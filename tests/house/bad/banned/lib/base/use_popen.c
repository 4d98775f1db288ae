void f(void)
{
  popen(a, b);
}
