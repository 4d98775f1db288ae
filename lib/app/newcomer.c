/* The page of whoever comes in by a mail's link: apart, so that only the areas with such a link need the form. */
#include "lib/app/signin_pages.h"

result newcomer_page(struct req *rq, const struct newcomer_words *words, const struct newcomer_in *known)
{
  if (!rq->form.def) {
    req_form(rq, &newcomer_form);
    *(struct newcomer_in *)rq->form.data = *known;
    form_show(&rq->form);
  }
  view_form(rq->view, "Form", &rq->form);
  view_put(rq->view, "Newcomer.Text", words->text);
  view_put(rq->view, "Newcomer.Email", words->email);
  view_put(rq->view, "Newcomer.Action", words->action);
  view_put(rq->view, "Newcomer.Submit", words->submit);
  view_put(rq->view, "State.newcomer", state_make(rq->arena, rq->key, words->state, rq->w->now));
  return page(rq, "newcomer_page", words->title);
}
