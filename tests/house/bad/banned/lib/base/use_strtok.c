void f(void)
{
  strtok(a, b);
}
