/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-dialog.h"

#include "muster-command-catalog.h"
#include "muster-error.h"
#include "muster-evidence-files.h"
#include "muster-form.h"
#include "muster-notice.h"
#include "muster-person-choice.h"
#include "muster-request-commands.h"
#include "muster-request.h"
#include "muster-shift.h"
#include "muster-whereabouts.h"

#include <glib/gi18n-lib.h>

#define USUAL_RADIUS 100.0 /* metres */

/* Bits of kinds. */
#define BIT(kind) (1u << MUSTER_REQUEST_##kind)
#define CORRECTIONS                                                                      \
  (BIT (MISSING) | BIT (LATE) | BIT (EARLY) | BIT (NORMAL) | BIT (LOCATION) |            \
   BIT (DEVICE))
#define DAYS (BIT (LEAVE) | BIT (TRIP) | BIT (FIELD) | BIT (OUTING) | BIT (REMOTE))

typedef enum
{
  WHAT,
  WHY,
  N_FORMS,
} Form;

/* Which kinds have a field; those that are not here all have. */
static const struct
{
  const char *name;
  guint kinds;
} conditions[] = {
  { "slot", CORRECTIONS },  { "to_date", DAYS | BIT (PLACE) }, { "part", DAYS },
  { "place", BIT (PLACE) }, { "radius", BIT (PLACE) },         { "lieu", BIT (LEAVE) },
};

struct _MusterRequestDialog
{
  AdwDialog parent_instance;

  GtkWidget *parent; /* weak */
  MusterOffice *office;
  MusterActor *actor;

  MusterPersonChoice *who;
  GtkWidget *forms[N_FORMS];
  GtkWidget *times_group;
  GtkWidget *at_row;
  GtkWidget *until_row;
  GtkWidget *position_group;
  GtkWidget *position_row;
  GtkWidget *evidence_row;
  GtkWidget *no_evidence;
  GStrv files;
  GtkWidget *trouble;
  GtkWidget *save;
};

#define MUSTER_TYPE_REQUEST_DIALOG (muster_request_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MusterRequestDialog,
                      muster_request_dialog,
                      MUSTER,
                      REQUEST_DIALOG,
                      AdwDialog)
G_DEFINE_FINAL_TYPE (MusterRequestDialog, muster_request_dialog, ADW_TYPE_DIALOG)

static void
muster_request_dialog_finalize (GObject *object)
{
  MusterRequestDialog *self = MUSTER_REQUEST_DIALOG (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_pointer (&self->files, g_strfreev);

  G_OBJECT_CLASS (muster_request_dialog_parent_class)->finalize (object);
}

static void
muster_request_dialog_class_init (MusterRequestDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_request_dialog_finalize;
}

static void
muster_request_dialog_init (MusterRequestDialog *self)
{
}

/* ---- What is asked for ---- */

static MusterForm *
form_of (MusterRequestDialog *self, Form form)
{
  return MUSTER_FORM (self->forms[form]);
}

static MusterRequestKind
get_kind (MusterRequestDialog *self)
{
  g_autofree char *code = muster_form_get_choice (form_of (self, WHAT), "kind");

  return (MusterRequestKind) muster_request_kind_from_code (code);
}

static gboolean
has (MusterRequestDialog *self, guint kinds)
{
  return (kinds & (1u << get_kind (self))) != 0;
}

static void
show_fields (MusterRequestDialog *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    for (int k = 0; k < N_FORMS; k++)
      {
        GtkWidget *row = muster_form_get_row (form_of (self, k), conditions[i].name);

        if (row != NULL)
          gtk_widget_set_visible (row, has (self, conditions[i].kinds));
      }

  gtk_widget_set_visible (self->times_group, !has (self, BIT (PLACE)));
  gtk_widget_set_visible (self->until_row, !has (self, CORRECTIONS));
  gtk_widget_set_visible (self->position_group, has (self, BIT (PLACE)));
  adw_preferences_row_set_title (
    ADW_PREFERENCES_ROW (self->at_row),
    has (self, CORRECTIONS) ? _ ("Time of the punch, such as 08:30")
    : has (self, DAYS)      ? _ ("From, such as 08:30; empty for whole days")
                            : _ ("From, such as 18:00"));
}

/* ---- For whom ---- */

static void
chosen_cb (MusterRequestDialog *self)
{
  gtk_widget_grab_focus (muster_form_get_row (form_of (self, WHAT), "kind"));
}

static GtkWidget *
who_entry (MusterRequestDialog *self)
{
  return muster_person_choice_get_entry (self->who);
}

/* ---- Evidence ---- */

static void
show_files (MusterRequestDialog *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *text = NULL;

  for (char **file = self->files; file != NULL && *file != NULL; file++)
    g_strv_builder_take (names, g_filename_display_basename (*file));
  list = g_strv_builder_end (names);
  text = g_strjoinv (C_ ("list", ", "), list);
  gtk_widget_set_visible (self->no_evidence, *text != '\0');
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->evidence_row),
                               *text != '\0' ? text : _ ("PNG, JPEG, PDF or text"));
}

static void
files_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRequestDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  if (files == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) == NULL)
        {
          muster_notice_say (GTK_WIDGET (self),
                             _ ("This place cannot be read directly. Copy the file to "
                                "this computer first."));
          return;
        }
      g_strv_builder_add (paths, g_file_peek_path (file));
    }
  g_strfreev (self->files);
  self->files = g_strv_builder_end (paths);
  show_files (self);
}

static void
choose_files_cb (MusterRequestDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = muster_evidence_files_new ();

  gtk_file_dialog_open_multiple (dialog,
                                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 NULL, files_chosen_cb, g_object_ref (self));
}

static void
forget_files_cb (MusterRequestDialog *self)
{
  g_clear_pointer (&self->files, g_strfreev);
  show_files (self);
  gtk_widget_grab_focus (self->evidence_row);
}

static GtkWidget *
build_evidence_row (MusterRequestDialog *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Choose…"));

  self->evidence_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->evidence_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->evidence_row),
                                 _ ("Evidence"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (choose_files_cb), self);
  self->no_evidence = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_tooltip_text (self->no_evidence, _ ("Remove the Files"));
  gtk_widget_add_css_class (self->no_evidence, "flat");
  gtk_widget_set_valign (self->no_evidence, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->no_evidence, "clicked", G_CALLBACK (forget_files_cb),
                            self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->evidence_row), self->no_evidence);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->evidence_row), button);
  show_files (self);

  return self->evidence_row;
}

/* ---- Submitting ---- */

static gboolean
show_trouble (GtkWidget *row, const char *text, GError **error)
{
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);

  return muster_error_set (error, MUSTER_ERROR_INVALID, "%s", text);
}

static void
show_error (MusterRequestDialog *self, const GError *error)
{
  const char *field = muster_error_get_field (error);

  gtk_widget_set_sensitive (self->save, TRUE);
  for (int k = 0; k < N_FORMS; k++)
    if (field != NULL && muster_form_get_row (form_of (self, k), field) != NULL &&
        gtk_widget_get_visible (muster_form_get_row (form_of (self, k), field)))
      {
        muster_form_show_error (form_of (self, k), error);
        return;
      }

  if (g_strcmp0 (field, "at") == 0)
    gtk_widget_add_css_class (self->at_row, "error");
  if (g_strcmp0 (field, "until") == 0)
    gtk_widget_add_css_class (self->until_row, "error");
  if (g_strcmp0 (field, "evidence") == 0)
    gtk_widget_add_css_class (self->evidence_row, "error");
  gtk_label_set_label (GTK_LABEL (self->trouble), error->message);
  gtk_widget_set_visible (self->trouble, TRUE);
}

static void
forget_trouble (MusterRequestDialog *self)
{
  GtkWidget *const rows[] = { who_entry (self), self->at_row, self->until_row,
                              self->position_row, self->evidence_row };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_remove_css_class (rows[i], "error");
  for (int k = 0; k < N_FORMS; k++)
    muster_form_show_error (form_of (self, k), NULL);
  gtk_widget_set_visible (self->trouble, FALSE);
}

/* A time of the date; 0 for none. */
static gboolean
read_time (MusterRequestDialog *self,
           GtkWidget *row,
           MusterDate date,
           gint64 *at,
           GError **error)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  int minutes;

  *at = 0;
  if (*text == '\0' || !gtk_widget_get_visible (row))
    return TRUE;
  if (!muster_clock_parse (text, &minutes))
    return show_trouble (
      row, _ ("A time is written as 08:30; one after midnight as 25:30."), error);

  *at = muster_zone_get_instant (muster_office_get_zone (self->office), date,
                                 minutes * MUSTER_MINUTE);

  return TRUE;
}

static gboolean
read_times (MusterRequestDialog *self, GVariantDict *values, GError **error)
{
  gint64 at, until;
  gint32 date;

  if (has (self, BIT (PLACE)))
    return TRUE;

  g_variant_dict_lookup (values, "date", "i", &date);
  if (!read_time (self, self->at_row, date, &at, error) ||
      !read_time (self, self->until_row, date, &until, error))
    return FALSE;

  g_variant_dict_insert (values, "at", "x", at);
  g_variant_dict_insert (values, "until", "x", until);

  return TRUE;
}

static gboolean
read_position (MusterRequestDialog *self, GVariantDict *values, GError **error)
{
  MusterPoint point;

  if (!has (self, BIT (PLACE)))
    return TRUE;
  if (!muster_whereabouts_parse (
        gtk_editable_get_text (GTK_EDITABLE (self->position_row)), &point))
    return show_trouble (self->position_row,
                         _ ("A position is written as 22.54, 114.05."), error);

  g_variant_dict_insert (values, "lat", "d", point.lat);
  g_variant_dict_insert (values, "lon", "d", point.lon);

  return TRUE;
}

/* Fields that are not shown keep their defaults. */
static gboolean
read_form (MusterRequestDialog *self, Form form, GVariantDict *values, GError **error)
{
  g_autoptr (GVariant) typed = muster_form_get_values (form_of (self, form), error);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (typed == NULL)
    return FALSE;

  g_variant_iter_init (&iter, typed);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    if (gtk_widget_get_visible (muster_form_get_row (form_of (self, form), name)))
      g_variant_dict_insert_value (values, name, value);

  return TRUE;
}

static GVariant *
build_args (MusterRequestDialog *self, GError **error)
{
  g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);
  MusterPerson *person = muster_person_choice_get_person (self->who);

  if (person == NULL)
    {
      show_trouble (who_entry (self), _ ("Choose the employee."), error);
      return NULL;
    }

  g_variant_dict_insert (&values, "person", "x", person->id);
  if (self->files != NULL)
    g_variant_dict_insert (&values, "evidence", "^as", self->files);
  if (!read_form (self, WHAT, &values, error) || !read_form (self, WHY, &values, error) ||
      !read_times (self, &values, error) || !read_position (self, &values, error))
    return NULL;

  return muster_command_build_args (&muster_submit_request, g_variant_dict_end (&values),
                                    error);
}

static void
submitted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRequestDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    {
      show_error (self, error);
      return;
    }

  if (self->parent != NULL)
    muster_notice_say (self->parent, _ ("Request submitted"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_cb (MusterRequestDialog *self)
{
  g_autoptr (GError) error = NULL;
  GVariant *args;

  forget_trouble (self);
  if ((args = build_args (self, &error)) == NULL)
    {
      show_error (self, error);
      return;
    }

  gtk_widget_set_sensitive (self->save, FALSE);
  muster_office_submit_async (self->office, self->actor, &muster_submit_request, args,
                              NULL, submitted_cb, g_object_ref (self));
}

static void
cancel_cb (MusterRequestDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- Building ---- */

static GtkWidget *
add_entry (GtkWidget *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static GtkWidget *
add_group (GtkWidget *box)
{
  GtkWidget *group = adw_preferences_group_new ();

  gtk_box_append (GTK_BOX (box), group);

  return group;
}

static void
build_forms (MusterRequestDialog *self, GtkWidget *box)
{
  static const char *const what[] = { "kind", "date", "to_date", "part", "slot", NULL };
  static const char *const why[] = { "reason", "place", "radius", "lieu", NULL };
  static const char *const how[] = { "draft", "override", NULL };
  static const char *const without_override[] = { "draft", NULL };

  self->who = MUSTER_PERSON_CHOICE (muster_person_choice_new (self->office, self->actor));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->who));

  self->forms[WHAT] = muster_form_new ();
  muster_form_add_fields (form_of (self, WHAT), muster_submit_request.fields, what);
  gtk_box_append (GTK_BOX (box), self->forms[WHAT]);

  self->times_group = add_group (box);
  self->at_row = add_entry (self->times_group, "");
  self->until_row = add_entry (self->times_group, _ ("Until, such as 12:00"));

  self->position_group = add_group (box);
  self->position_row = add_entry (self->position_group, _ ("Position: 22.54, 114.05"));

  self->forms[WHY] = muster_form_new ();
  muster_form_add_fields (form_of (self, WHY), muster_submit_request.fields, why);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->forms[WHY]),
                             build_evidence_row (self));
  muster_form_add_fields (
    form_of (self, WHY), muster_submit_request.fields,
    muster_actor_may (self->actor, MUSTER_MAY_OVERRIDE) ? how : without_override);
  gtk_box_append (GTK_BOX (box), self->forms[WHY]);

  self->trouble = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->trouble), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->trouble), 0);
  gtk_widget_add_css_class (self->trouble, "error");
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_box_append (GTK_BOX (box), self->trouble);
}

static GtkWidget *
build_view (MusterRequestDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->save = gtk_button_new_with_mnemonic (_ ("_Submit"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);

  build_forms (self, box);
  gtk_widget_add_css_class (box, "muster-pane");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 440);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);

  return view;
}

static void
listen (MusterRequestDialog *self)
{
  GtkWidget *const entries[] = { self->at_row, self->until_row, self->position_row };

  g_signal_connect_swapped (self->who, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (muster_form_get_row (form_of (self, WHAT), "kind"),
                            "notify::selected", G_CALLBACK (show_fields), self);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_signal_connect_swapped (entries[i], "entry-activated", G_CALLBACK (save_cb), self);
  for (int k = 0; k < N_FORMS; k++)
    g_signal_connect_swapped (self->forms[k], "activated", G_CALLBACK (save_cb), self);
}

AdwDialog *
muster_request_dialog_present (GtkWidget *parent,
                               MusterOffice *office,
                               MusterActor *actor,
                               MusterPerson *person,
                               GVariant *shown)
{
  MusterRequestDialog *self = g_object_new (MUSTER_TYPE_REQUEST_DIALOG, NULL);
  g_autoptr (GVariant) held = shown != NULL ? g_variant_ref_sink (shown) : NULL;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_set_weak_pointer (&self->parent, parent);
  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  adw_dialog_set_content_width (ADW_DIALOG (self), 460);
  adw_dialog_set_child (ADW_DIALOG (self), build_view (self));
  adw_dialog_set_title (ADW_DIALOG (self),
                        person != NULL ? person->name : _ ("New Request"));
  listen (self);
  if (held != NULL)
    {
      g_variant_iter_init (&iter, held);
      while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
        if (muster_form_get_row (form_of (self, WHAT), name) != NULL)
          muster_form_set_value (form_of (self, WHAT), name, value);
      g_variant_lookup (held, "evidence", "^as", &self->files);
      show_files (self);
    }
  muster_form_set_value (form_of (self, WHY), "radius",
                         g_variant_new_double (USUAL_RADIUS));
  show_fields (self);
  if (person != NULL)
    muster_person_choice_set_person (self->who, person);
  gtk_widget_set_visible (GTK_WIDGET (self->who), person == NULL);
  adw_dialog_set_focus (ADW_DIALOG (self),
                        person == NULL ? who_entry (self)
                        : has (self, CORRECTIONS)
                          ? self->at_row
                          : muster_form_get_row (form_of (self, WHY), "reason"));
  adw_dialog_present (ADW_DIALOG (self), parent);

  return ADW_DIALOG (self);
}
