void f(void)
{
  system(a, b);
}
