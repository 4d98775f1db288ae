void f(void)
{
  strcpy(a, b);
}
