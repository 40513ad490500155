/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-people-page.h"

#include "muster-cell-factory.h"
#include "muster-devices-dialog.h"
#include "muster-notice.h"
#include "muster-paged-list.h"
#include "muster-people-listings.h"
#include "muster-person-dialog.h"
#include "muster-person-pane.h"
#include "muster-phone-listings.h"
#include "muster-text.h"
#include "muster-unmapped-list.h"

#include <glib/gi18n-lib.h>

struct _MusterPeoplePage
{
  MusterPage parent_instance;

  MusterPagedList *list;
  GtkSingleSelection *selection;
  gint64 selected; /* id of the person whose detail is shown */
  gint64 wanted;   /* id of a person to select once the list has come */

  GtkWidget *add_button;
  AdwBanner *devices_banner;
  gboolean counting; /* the devices that wait */
  gboolean count_again;
  GtkToggleButton *all_chip;
  GtkToggleButton *employed_chip;
  GtkToggleButton *left_chip;
  GtkToggleButton *exempt_chip;
  GtkToggleButton *without_chip;
  GtkToggleButton *unmapped_chip;
  GtkStack *views;
  GtkColumnView *view;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *group_column;
  MusterUnmappedList *unmapped_list;
  MusterPersonPane *pane;
};

G_DEFINE_FINAL_TYPE (MusterPeoplePage, muster_people_page, MUSTER_TYPE_PAGE)

static char *
text_name (GObject *item, MusterPerson *person)
{
  return g_strdup (person != NULL ? person->name : NULL);
}

static char *
text_staff_no (GObject *item, MusterPerson *person)
{
  return g_strdup (person != NULL ? person->staff_no : NULL);
}

static char *
text_department (GObject *item, MusterPerson *person)
{
  return person != NULL ? muster_text_department (person->department) : NULL;
}

static GtkWidget *
make_group (gpointer page)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  g_object_set_data (G_OBJECT (label), "page", page);

  return label;
}

static void
show_group (GtkWidget *cell, gpointer row)
{
  MusterPage *page = g_object_get_data (G_OBJECT (cell), "page");
  MusterPerson *person = row;

  gtk_label_set_label (GTK_LABEL (cell),
                       person != NULL ? muster_outlook_say_group (
                                          muster_page_get_outlook (page), person->group)
                                      : "");
}

static char *
text_joined (GObject *item, MusterPerson *person)
{
  if (person == NULL || person->joined == MUSTER_DATE_NONE)
    return NULL;

  return muster_date_format (person->joined);
}

/* The numbers without their sources, which the detail names. */
static char *
text_badges (GObject *item, MusterPerson *person)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; person != NULL && person->badges != NULL && person->badges[i] != NULL;
       i++)
    {
      const char *key = strchr (person->badges[i], ':');

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              key != NULL ? key + 1 : person->badges[i]);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* What the detail says too gives way to it. */
static gboolean
has_room (GObject *column, gboolean narrow, gboolean detail)
{
  return !narrow && !detail;
}

static gboolean
shows_unmapped (MusterPeoplePage *self)
{
  return gtk_toggle_button_get_active (self->unmapped_chip);
}

static const char *
state_wanted (MusterPeoplePage *self)
{
  if (gtk_toggle_button_get_active (self->employed_chip))
    return "employed";
  if (gtk_toggle_button_get_active (self->left_chip))
    return "left";
  if (gtk_toggle_button_get_active (self->exempt_chip))
    return "exempt";
  if (gtk_toggle_button_get_active (self->without_chip))
    return "without_badge";

  return NULL;
}

static void
show_chip (GtkToggleButton *chip, const char *word, guint n)
{
  g_autofree char *number = muster_text_number (n);
  /* Translators: a word and how many: "Employed 118" */
  g_autofree char *text = g_strdup_printf (_ ("%1$s %2$s"), word, number);

  gtk_button_set_label (GTK_BUTTON (chip), text);
}

static void
show_chips (MusterPeoplePage *self)
{
  guint n_unmapped;

  g_object_get (self->unmapped_list, "n-items", &n_unmapped, NULL);
  show_chip (self->all_chip, C_ ("people", "All"),
             muster_paged_list_get_total (self->list));
  show_chip (self->employed_chip, C_ ("people", "Employed"),
             muster_paged_list_get_count (self->list, "employed"));
  show_chip (self->left_chip, C_ ("people", "Left"),
             muster_paged_list_get_count (self->list, "left"));
  show_chip (self->exempt_chip, _ ("Exempt"),
             muster_paged_list_get_count (self->list, "exempt"));
  show_chip (self->without_chip, _ ("Without a number"),
             muster_paged_list_get_count (self->list, "without_badge"));
  show_chip (self->unmapped_chip, _ ("Unmapped numbers"), n_unmapped);
}

/* A list of nothing is the first step only when nothing was asked for. */
static MusterPageState
state_of_nothing (MusterPeoplePage *self)
{
  MusterOutlook *outlook = muster_page_get_outlook (MUSTER_PAGE (self));

  return muster_outlook_get_search (outlook) == NULL &&
             muster_outlook_get_group (outlook) == NULL &&
             muster_outlook_get_department (outlook) == NULL &&
             state_wanted (self) == NULL
           ? MUSTER_PAGE_EMPTY
           : MUSTER_PAGE_NOTHING;
}

static void
select_wanted (MusterPeoplePage *self)
{
  guint position;

  if (self->wanted == 0 ||
      !muster_paged_list_find_key (self->list, self->wanted, &position))
    return;

  self->wanted = 0;
  gtk_column_view_scroll_to (self->view, position, NULL,
                             GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
list_found_cb (MusterPeoplePage *self)
{
  MusterPage *page = MUSTER_PAGE (self);
  const GError *error = muster_paged_list_get_error (self->list);

  show_chips (self);
  if (shows_unmapped (self))
    return;

  if (error != NULL)
    muster_page_fail (page, error);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    muster_page_end (page, state_of_nothing (self));
  else
    muster_page_end (page, MUSTER_PAGE_CONTENT);

  select_wanted (self);
}

static void
unmapped_settled_cb (MusterPeoplePage *self)
{
  guint n;

  show_chips (self);
  g_object_get (self->unmapped_list, "n-items", &n, NULL);
  if (shows_unmapped (self))
    muster_page_end (MUSTER_PAGE (self),
                     n > 0 ? MUSTER_PAGE_CONTENT : MUSTER_PAGE_NOTHING);
}

static void
show_person (MusterPeoplePage *self)
{
  MusterPagedItem *item = gtk_single_selection_get_selected_item (self->selection);
  MusterPerson *person = item != NULL ? muster_paged_item_get_row (item) : NULL;

  if (person != NULL)
    {
      self->selected = person->id;
      muster_person_pane_set_person (self->pane, person);
    }
}

/* The names of groups may come after the people in them. */
static void
groups_changed_cb (MusterPeoplePage *self)
{
  if (muster_paged_list_get_filter (self->list) != NULL)
    muster_paged_list_refresh (self->list);
}

static void
selected_cb (MusterPeoplePage *self)
{
  MusterPagedItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL)
    return;

  g_signal_connect_object (item, "notify::row", G_CALLBACK (show_person), self,
                           G_CONNECT_SWAPPED);
  show_person (self);
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
activate_cb (MusterPeoplePage *self)
{
  show_person (self);
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
chip_cb (MusterPeoplePage *self, GtkToggleButton *chip)
{
  if (!gtk_toggle_button_get_active (chip) || self->list == NULL)
    return;

  gtk_stack_set_visible_child_name (self->views,
                                    shows_unmapped (self) ? "unmapped" : "people");
  if (shows_unmapped (self))
    muster_page_set_show_detail (MUSTER_PAGE (self), FALSE);
  muster_page_refresh (MUSTER_PAGE (self));
}

static void
sorted_cb (MusterPeoplePage *self)
{
  muster_page_refresh (MUSTER_PAGE (self));
}

static void
set_order (MusterPeoplePage *self, MusterFilter *filter)
{
  GtkColumnViewSorter *sorter =
    GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  if (column == NULL)
    return;

  filter->order = g_strdup (gtk_column_view_column_get_id (column));
  filter->descending = gtk_column_view_sorter_get_primary_sort_order (sorter) ==
                       GTK_SORT_DESCENDING;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPage *page = MUSTER_PAGE (widget);

  muster_person_dialog_present (widget, muster_page_get_office (page),
                                muster_page_get_actor (page), NULL);
}

static void
take_proposals_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_unmapped_list_take_proposals (MUSTER_PEOPLE_PAGE (widget)->unmapped_list);
}

static void
devices_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_devices_dialog_present (MUSTER_PAGE (widget));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPeoplePage *self = MUSTER_PEOPLE_PAGE (widget);
  MusterPerson *person = muster_person_pane_get_person (self->pane);
  g_autofree char *text = NULL;

  if (person == NULL)
    return;

  text = g_strdup_printf ("%s\t%s\t%s\t%s", person->staff_no, person->name,
                          person->department != NULL ? person->department : "",
                          person->group != NULL ? person->group : "");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  muster_notice_say (widget, _ ("Copied"));
}

static void count_devices (MusterPeoplePage *self);

static void
devices_counted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPeoplePage) self = user_data;
  g_autoptr (MusterFinding)
    finding = muster_office_list_finish (MUSTER_OFFICE (office), result, NULL);
  g_autofree char *text = NULL;
  guint n = finding != NULL ? finding->keys->len : 0;

  self->counting = FALSE;
  if (self->devices_banner == NULL)
    return;

  text = g_strdup_printf (
    ngettext ("%u device waits to be confirmed", "%u devices wait to be confirmed", n),
    n);
  adw_banner_set_title (self->devices_banner, text);
  adw_banner_set_revealed (self->devices_banner, n > 0);
  if (self->count_again)
    count_devices (self);
}

/* One count at a time: punches may come faster than devices are counted. */
static void
count_devices (MusterPeoplePage *self)
{
  static const char *const proposed[] = { "proposed", NULL };
  MusterPage *page = MUSTER_PAGE (self);
  MusterActor *actor = muster_page_get_actor (page);
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (!muster_actor_may (actor, MUSTER_MAY_DECIDE))
    return;

  self->count_again = self->counting;
  if (self->counting)
    return;

  self->counting = TRUE;
  filter->states = g_strdupv ((char **) proposed);
  muster_office_list_async (muster_page_get_office (page), actor, &muster_phones_listing,
                            filter, muster_page_get_cancellable (page),
                            devices_counted_cb, g_object_ref (self));
}

static void
muster_people_page_refresh (MusterPage *page)
{
  MusterPeoplePage *self = MUSTER_PEOPLE_PAGE (page);
  MusterOutlook *outlook = muster_page_get_outlook (page);
  g_autoptr (MusterFilter) filter = muster_outlook_build_filter (outlook, FALSE);
  const char *state = state_wanted (self);

  muster_page_begin (page);
  if (state != NULL)
    filter->states = g_strdupv ((char *[]) { (char *) state, NULL });
  set_order (self, filter);
  muster_paged_list_set_filter (self->list, filter);
  count_devices (self);
  muster_unmapped_list_search (self->unmapped_list,
                               shows_unmapped (self) ? muster_outlook_get_search (outlook)
                                                     : NULL);
}

static gboolean
muster_people_page_reveal (MusterPage *page, gint64 person_id)
{
  MusterPeoplePage *self = MUSTER_PEOPLE_PAGE (page);
  MusterOutlook *outlook = muster_page_get_outlook (page);

  self->wanted = person_id;
  if (muster_paged_list_find_key (self->list, person_id, NULL) && !shows_unmapped (self))
    {
      select_wanted (self);
      return TRUE;
    }

  /* The person is there, but perhaps not for this filter. */
  gtk_toggle_button_set_active (self->all_chip, TRUE);
  muster_outlook_set_part (outlook, NULL, NULL);
  muster_outlook_set_search (outlook, NULL);
  muster_page_refresh (page);

  return TRUE;
}

static GtkWidget *
muster_people_page_build_detail (MusterPage *page, char **title)
{
  MusterPerson *person = muster_person_pane_get_person (MUSTER_PEOPLE_PAGE (page)->pane);
  MusterPersonPane *pane;

  if (person == NULL || !muster_page_get_show_detail (page))
    return NULL;

  pane = muster_person_pane_new (muster_page_get_office (page),
                                 muster_page_get_actor (page),
                                 muster_page_get_outlook (page));
  muster_person_pane_set_person (pane, person);
  *title = muster_text_person (person->name, person->staff_no);

  return GTK_WIDGET (pane);
}

static void
muster_people_page_clear_filters (MusterPage *page)
{
  MusterPeoplePage *self = MUSTER_PEOPLE_PAGE (page);

  gtk_toggle_button_set_active (self->all_chip, TRUE);
}

static void
muster_people_page_move (MusterPage *page, int steps)
{
  MusterPeoplePage *self = MUSTER_PEOPLE_PAGE (page);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint position = gtk_single_selection_get_selected (self->selection);
  gint64 wanted = position == GTK_INVALID_LIST_POSITION ? 0 : (gint64) position + steps;

  if (n > 0 && !shows_unmapped (self))
    gtk_column_view_scroll_to (self->view, (guint) CLAMP (wanted, 0, (gint64) n - 1),
                               NULL, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS,
                               NULL);
}

static void
muster_people_page_show_view (MusterPage *page, const char *view)
{
  MusterPeoplePage *self = MUSTER_PEOPLE_PAGE (page);

  gtk_toggle_button_set_active (
    g_str_equal (view, "unmapped") ? self->unmapped_chip : self->all_chip, TRUE);
}

static gboolean
muster_people_page_focus_content (MusterPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MUSTER_PEOPLE_PAGE (page)->view));
}

static void
muster_people_page_constructed (GObject *object)
{
  MusterPeoplePage *self = MUSTER_PEOPLE_PAGE (object);
  MusterPage *page = MUSTER_PAGE (object);
  MusterOutlook *outlook;
  MusterOffice *office;
  MusterActor *actor;
  gboolean may;

  G_OBJECT_CLASS (muster_people_page_parent_class)->constructed (object);

  outlook = muster_page_get_outlook (page);

  office = muster_page_get_office (page);
  actor = muster_page_get_actor (page);
  may = muster_actor_may (actor, MUSTER_MAY_EDIT_PEOPLE);
  self->list = muster_paged_list_new (office, actor, &muster_people_listing);
  muster_paged_list_set_live (self->list, FALSE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  muster_unmapped_list_watch (self->unmapped_list, office, actor);
  muster_person_pane_watch (self->pane, office, actor, outlook);
  gtk_widget_set_visible (self->add_button, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.add", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.take-proposals", may);

  if (muster_outlook_get_groups (outlook) != NULL)
    g_signal_connect_object (muster_outlook_get_groups (outlook), "items-changed",
                             G_CALLBACK (groups_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "found", G_CALLBACK (list_found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unmapped_list, "settled",
                           G_CALLBACK (unmapped_settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorted_cb), self, G_CONNECT_SWAPPED);
  show_chips (self);
}

static void
muster_people_page_dispose (GObject *object)
{
  MusterPeoplePage *self = MUSTER_PEOPLE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_PEOPLE_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (muster_people_page_parent_class)->dispose (object);
}

static void
muster_people_page_class_init (MusterPeoplePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_people_page_constructed;
  object_class->dispose = muster_people_page_dispose;
  page_class->refresh = muster_people_page_refresh;
  page_class->reveal = muster_people_page_reveal;
  page_class->build_detail = muster_people_page_build_detail;
  page_class->clear_filters = muster_people_page_clear_filters;
  page_class->move = muster_people_page_move;
  page_class->show_view = muster_people_page_show_view;
  page_class->focus_content = muster_people_page_focus_content;

  g_type_ensure (MUSTER_TYPE_PAGED_ITEM);
  g_type_ensure (MUSTER_TYPE_PERSON_PANE);
  g_type_ensure (MUSTER_TYPE_UNMAPPED_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, add_button);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, devices_banner);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, all_chip);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, employed_chip);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, left_chip);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, exempt_chip);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, without_chip);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, unmapped_chip);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, views);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, view);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, name_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, group_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, unmapped_list);
  gtk_widget_class_bind_template_child (widget_class, MusterPeoplePage, pane);
  gtk_widget_class_bind_template_callback (widget_class, text_name);
  gtk_widget_class_bind_template_callback (widget_class, text_staff_no);
  gtk_widget_class_bind_template_callback (widget_class, text_department);
  gtk_widget_class_bind_template_callback (widget_class, has_room);
  gtk_widget_class_bind_template_callback (widget_class, text_joined);
  gtk_widget_class_bind_template_callback (widget_class, text_badges);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_cb);

  gtk_widget_class_install_action (widget_class, "people.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "people.take-proposals", NULL,
                                   take_proposals_action);
  gtk_widget_class_install_action (widget_class, "people.devices", NULL, devices_action);
  gtk_widget_class_install_action (widget_class, "people.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK,
                                       "people.add", NULL);
}

/* Sorting happens in SQL: a column needs a sorter only for its header to be clickable. */
static void
make_sortable (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (GtkSorter) sorter = NULL;

      if (gtk_column_view_column_get_id (column) == NULL)
        continue;

      sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
      gtk_column_view_column_set_sorter (column, sorter);
    }
}

static void
muster_people_page_init (MusterPeoplePage *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  make_sortable (self->view);
  factory = muster_cell_factory_new (make_group, self, show_group);
  gtk_column_view_column_set_factory (self->group_column, factory);
}

const MusterPageKind muster_people_page_kind = {
  .name = "people",
  .title = N_ ("People"),
  .icon = "system-users-symbolic",
  .section = MUSTER_SECTION_RECORDS,
  .scope = MUSTER_PAGE_PARTED | MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_PUNCHES,
  .get_type = muster_people_page_get_type,
};
