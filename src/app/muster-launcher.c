/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-launcher.h"

#include "muster-page-catalog.h"
#include "muster-people-listings.h"
#include "muster-person.h"
#include "muster-shortcut.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* People that are worth reading through. */
#define MAX_PEOPLE 8

/* A day without a year that lies further ahead is one of last year. */
#define DAYS_AHEAD 31

struct _MusterLauncher
{
  AdwDialog parent_instance;

  MusterShell *shell;
  GCancellable *cancellable;

  GtkSearchEntry *entry;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MusterLauncher, muster_launcher, ADW_TYPE_DIALOG)

static GtkWidget *
build_row (const char *icon, const char *title, const char *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);

  if (note != NULL)
    {
      GtkWidget *dim = gtk_label_new (note);

      gtk_label_set_ellipsize (GTK_LABEL (dim), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (dim, "dim-label");
      gtk_box_append (GTK_BOX (box), dim);
    }

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);

  return row;
}

/* A row activates an action of the shell, goes to a date, or reveals a person. */
static void
add_action (MusterLauncher *self,
            const char *icon,
            const char *title,
            const char *note,
            const char *action)
{
  GtkWidget *row = build_row (icon, title, note);

  g_object_set_data_full (G_OBJECT (row), "action", g_strdup (action), g_free);
  gtk_list_box_append (self->list, row);
}

static gboolean
matches (const char *title, const char *wanted)
{
  g_autofree char *folded_title = g_utf8_casefold (title, -1);
  g_autofree char *folded_wanted = g_utf8_casefold (wanted, -1);

  return strstr (folded_title, folded_wanted) != NULL;
}

static void
add_pages (MusterLauncher *self, const char *wanted)
{
  const MusterPageKind *const *kinds = muster_page_catalog_get ();

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *action = g_strdup_printf ("shell.go('%s')", kinds[i]->name);

      if (muster_actor_may (muster_shell_get_actor (self->shell), kinds[i]->permission) &&
          matches (_ (kinds[i]->title), wanted))
        add_action (self, kinds[i]->icon, _ (kinds[i]->title), _ ("Page"), action);
    }
}

static void
add_commands (MusterLauncher *self, const char *wanted)
{
  for (const MusterShortcut *one = muster_shortcut_list (); one->keys != NULL; one++)
    {
      g_autofree char *keys = NULL;
      GdkModifierType state;
      guint key;

      if (!one->offered || !matches (_ (one->title), wanted))
        continue;

      if (gtk_accelerator_parse (one->keys, &key, &state))
        keys = gtk_accelerator_get_label (key, state);
      add_action (self, "system-run-symbolic", _ (one->title), keys, one->action);
    }
}

static void
add_date (MusterLauncher *self, const char *typed)
{
  MusterOutlook *outlook = muster_shell_get_outlook (self->shell);
  g_autofree char *text = NULL;
  MusterDate date;
  GtkWidget *row;

  if (!muster_launcher_read_date (typed, muster_outlook_get_today (outlook), &date))
    return;

  text = muster_text_date (date);
  row = build_row ("x-office-calendar-symbolic", text, _ ("Date"));
  g_object_set_data_full (G_OBJECT (row), "date", g_memdup2 (&date, sizeof date), g_free);
  gtk_list_box_append (self->list, row);
}

static void
select_first (MusterLauncher *self)
{
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
people_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterLauncher) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  /* A search that fails offers no people; the page of people says what is wrong. */
  people = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  if (people == NULL || self->list == NULL)
    return;

  for (guint i = 0; i < people->len; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);
      g_autofree char *name = NULL;
      g_autofree char *department = NULL;
      GtkWidget *row;

      if (person == NULL)
        continue;

      name = muster_text_person (person->name, person->staff_no);
      department = muster_text_department (person->department);
      row = build_row ("avatar-default-symbolic", name, department);
      g_object_set_data_full (G_OBJECT (row), "person",
                              g_memdup2 (&person->id, sizeof person->id), g_free);
      gtk_list_box_insert (self->list, row, (int) i);
    }

  select_first (self);
}

static void
people_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterLauncher) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  if (finding != NULL && self->list != NULL && finding->keys->len > 0)
    muster_office_load_async (MUSTER_OFFICE (office), finding, 0,
                              MIN (finding->keys->len, MAX_PEOPLE), self->cancellable,
                              people_loaded_cb, g_object_ref (self));
}

static void
find_people (MusterLauncher *self, const char *wanted)
{
  MusterActor *actor = muster_shell_get_actor (self->shell);
  g_autoptr (MusterFilter) filter = NULL;

  if (!muster_actor_may (actor, muster_people_listing.permission))
    return;

  filter = muster_filter_new ();
  filter->search = g_strdup (wanted);
  filter->limit = MAX_PEOPLE;
  muster_office_list_async (
    muster_company_get_office (muster_shell_get_company (self->shell)), actor,
    &muster_people_listing, filter, self->cancellable, people_found_cb,
    g_object_ref (self));
}

static void
fill (MusterLauncher *self)
{
  g_autofree char *typed =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  gtk_list_box_remove_all (self->list);
  if (*typed != '\0')
    add_date (self, typed);
  add_pages (self, typed);
  add_commands (self, typed);
  if (*typed != '\0')
    find_people (self, typed);
  select_first (self);
}

static void
go (MusterLauncher *self, GtkListBoxRow *row)
{
  g_autoptr (MusterShell) shell = g_object_ref (self->shell);
  const gint64 *person = g_object_get_data (G_OBJECT (row), "person");
  const MusterDate *date = g_object_get_data (G_OBJECT (row), "date");
  const char *action = g_object_get_data (G_OBJECT (row), "action");

  if (date != NULL)
    muster_outlook_set_date (muster_shell_get_outlook (shell), *date);
  else if (person != NULL && !muster_page_reveal (muster_shell_get_page (shell), *person))
    {
      muster_shell_go (shell, "people");
      muster_page_reveal (muster_shell_get_page (shell), *person);
    }

  if (action != NULL)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      adw_dialog_close (ADW_DIALOG (self));
      if (g_action_parse_detailed_name (action, &name, &target, NULL))
        gtk_widget_activate_action_variant (GTK_WIDGET (shell), name, target);
      return;
    }

  adw_dialog_close (ADW_DIALOG (self));
}

static void
typed_cb (MusterLauncher *self)
{
  fill (self);
}

static void
activate_cb (MusterLauncher *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    go (self, row);
}

static void
stop_cb (MusterLauncher *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
move (MusterLauncher *self, int steps)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + steps : 0;

  if ((row = gtk_list_box_get_row_at_index (self->list, MAX (index, 0))) != NULL)
    gtk_list_box_select_row (self->list, row);
}

static void
next_cb (MusterLauncher *self)
{
  move (self, 1);
}

static void
previous_cb (MusterLauncher *self)
{
  move (self, -1);
}

static void
row_activated_cb (MusterLauncher *self, GtkListBoxRow *row)
{
  go (self, row);
}

static gboolean
key_pressed_cb (MusterLauncher *self, guint key, guint code, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
muster_launcher_dispose (GObject *object)
{
  MusterLauncher *self = MUSTER_LAUNCHER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_LAUNCHER);
  g_clear_object (&self->shell);

  G_OBJECT_CLASS (muster_launcher_parent_class)->dispose (object);
}

static void
muster_launcher_class_init (MusterLauncherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_launcher_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/app/muster-launcher.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterLauncher, entry);
  gtk_widget_class_bind_template_child (widget_class, MusterLauncher, list);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
muster_launcher_init (MusterLauncher *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

void
muster_launcher_present (MusterShell *shell)
{
  MusterLauncher *self;

  g_return_if_fail (MUSTER_IS_SHELL (shell));

  self = g_object_new (MUSTER_TYPE_LAUNCHER, NULL);
  self->shell = g_object_ref (shell);
  fill (self);
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (shell));
}

/* The numbers in @text, whatever stands between them; FALSE when there is anything else. */
static gboolean
read_numbers (const char *text, int *numbers, guint *n)
{
  *n = 0;
  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p))
        {
          char *end;

          if (*n == 3)
            return FALSE;
          numbers[(*n)++] = (int) g_ascii_strtoull (p, &end, 10);
          p = end;
          continue;
        }

      if (c != '-' && c != '/' && c != '.' && c != ' ' && c != 0x5e74 && c != 0x6708 &&
          c != 0x65e5)
        return FALSE;
      p = g_utf8_next_char (p);
    }

  return *n > 0;
}

gboolean
muster_launcher_read_date (const char *text, MusterDate today, MusterDate *date)
{
  int numbers[3];
  int year, month;
  guint n;

  g_return_val_if_fail (text != NULL && date != NULL, FALSE);

  if (strlen (text) > 24 || !read_numbers (text, numbers, &n))
    return FALSE;

  muster_date_get_ymd (today, &year, &month, NULL);
  if (n == 3)
    *date = muster_date_new (numbers[0], numbers[1], numbers[2]);
  else if (n == 2)
    {
      *date = muster_date_new (year, numbers[0], numbers[1]);
      if (*date != MUSTER_DATE_NONE && *date > today + DAYS_AHEAD)
        *date = muster_date_new (year - 1, numbers[0], numbers[1]);
    }
  else if (strlen (text) == 8)
    *date =
      muster_date_new (numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100);
  else
    *date = muster_date_new (year, month, numbers[0]);

  return *date != MUSTER_DATE_NONE;
}
