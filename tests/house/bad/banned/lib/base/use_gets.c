void f(void)
{
  gets(a, b);
}
