void f(void)
{
  sprintf(a, b);
}
