void f(void)
{
  strcat(a, b);
}
