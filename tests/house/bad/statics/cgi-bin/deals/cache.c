void f(void)
{
  static char last[80] = "";
}
