void f(void)
{
  rand(a, b);
}
