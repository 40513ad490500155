/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-welcome.h"

#include "muster-error.h"
#include "muster-language.h"
#include "muster-notice.h"
#include "muster-signin.h"
#include "muster-strength.h"
#include "muster-zone-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _MusterWelcome
{
  GtkWidget parent_instance;

  char *folder;
  GSettings *settings;
  GCancellable *cancellable;
  MusterSignin *signin;
  GtkStringList *zones;
  GStrv groups; /* of the recovery key */
  guint asked;  /* which of them is to be typed */
  gboolean updating;

  AdwNavigationView *navigation;
  AdwComboRow *language_row;
  AdwComboRow *zone_row;
  AdwEntryRow *name_row;
  AdwEntryRow *user_row;
  AdwPasswordEntryRow *password_row;
  AdwPasswordEntryRow *confirm_row;
  GtkLevelBar *strength_bar;
  GtkLabel *strength_label;
  GtkLabel *company_error;
  GtkButton *submit_button;
  GtkStack *submit_stack;
  GtkSpinner *submit_spinner;
  GtkLabel *recovery_label;
  AdwEntryRow *group_row;
  GtkButton *confirmed_button;
  GtkLabel *ready_label;
  GtkListBox *next_list;
  GtkWidget *people_next;
  GtkWidget *punches_next;
};

G_DEFINE_FINAL_TYPE (MusterWelcome, muster_welcome, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  LANGUAGE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
text_of (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_working (MusterWelcome *self, gboolean working)
{
  gtk_stack_set_visible_child_name (self->submit_stack, working ? "spinner" : "label");
  gtk_spinner_set_spinning (self->submit_spinner, working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit_button), !working);
}

static void
show_trouble (MusterWelcome *self, const char *text)
{
  gtk_label_set_label (self->company_error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->company_error), text != NULL);
}

/* The row that an error is about, so that it can be marked. */
static GtkWidget *
row_of_field (MusterWelcome *self, const char *field)
{
  if (g_strcmp0 (field, "name") == 0)
    return GTK_WIDGET (self->name_row);
  if (g_strcmp0 (field, "user") == 0)
    return GTK_WIDGET (self->user_row);
  if (g_strcmp0 (field, "password") == 0)
    return GTK_WIDGET (self->password_row);

  return NULL;
}

static void
show_recovery (MusterWelcome *self)
{
  g_autofree char *title = NULL;

  self->groups = g_strsplit_set (self->signin->recovery, "- ", -1);
  self->asked = (guint) g_random_int_range (0, (gint32) g_strv_length (self->groups));
  /* Translators: asks for one group of the recovery key, by its place in it */
  title = g_strdup_printf (_ ("To check, type group %u of the key"), self->asked + 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->group_row), title);
  gtk_label_set_label (self->recovery_label, self->signin->recovery);
  adw_navigation_view_push_by_tag (self->navigation, "recovery");
  gtk_widget_grab_focus (GTK_WIDGET (self->group_row));
}

static void
to_first_steps (MusterWelcome *self)
{
  g_autofree char *text = NULL;

  gtk_label_set_label (self->recovery_label, "");
  g_clear_pointer (&self->groups, g_strfreev);
  /* Translators: the name of the company */
  text =
    g_strdup_printf (_ ("%s is ready"), muster_company_get_name (self->signin->company));
  gtk_label_set_label (self->ready_label, text);
  adw_navigation_view_push_by_tag (self->navigation, "next");
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterWelcome) self = user_data;
  g_autoptr (GError) error = NULL;
  MusterSignin *signin = muster_signin_finish (result, &error);
  GtkWidget *row;

  if (self->submit_stack == NULL)
    {
      g_clear_pointer (&signin, muster_signin_free);
      return;
    }

  set_working (self, FALSE);
  if (signin == NULL)
    {
      show_trouble (self, error->message);
      if ((row = row_of_field (self, muster_error_get_field (error))) != NULL)
        {
          gtk_widget_add_css_class (row, "error");
          gtk_widget_grab_focus (row);
        }
      return;
    }

  self->signin = signin;
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->confirm_row), "");
  show_recovery (self);
}

static void
to_company_cb (MusterWelcome *self)
{
  adw_navigation_view_push_by_tag (self->navigation, "company");
}

static void
company_shown_cb (MusterWelcome *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
language_cb (MusterWelcome *self)
{
  guint selected = adw_combo_row_get_selected (self->language_row);

  if (self->updating || selected == GTK_INVALID_LIST_POSITION)
    return;

  muster_language_change (muster_language_list ()[selected].code);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "language",
                           muster_language_list ()[selected].code);
  g_signal_emit (self, signals[LANGUAGE_CHANGED], 0);
}

static void
typed_cb (MusterWelcome *self)
{
  const char *password = text_of (self->password_row);
  const char *again = text_of (self->confirm_row);
  gboolean same = g_str_equal (password, again);
  MusterStrength strength =
    muster_strength_judge (password, text_of (self->user_row), text_of (self->name_row));

  gtk_level_bar_set_value (self->strength_bar, strength);
  gtk_label_set_label (self->strength_label,
                       *again != '\0' && !same
                         ? _ ("The two passwords are not the same yet.")
                         : muster_strength_say (strength));
  gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->user_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->password_row), "error");
  show_trouble (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit_button),
                            *text_of (self->name_row) != '\0' &&
                              *text_of (self->user_row) != '\0' && *password != '\0' &&
                              same);
}

static void
create_cb (MusterWelcome *self)
{
  guint zone = adw_combo_row_get_selected (self->zone_row);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->submit_button)))
    return;

  show_trouble (self, NULL);
  set_working (self, TRUE);
  muster_signin_create_async (self->folder, text_of (self->name_row),
                              gtk_string_list_get_string (self->zones, zone),
                              text_of (self->user_row), text_of (self->password_row),
                              self->cancellable, created_cb, g_object_ref (self));
}

static gboolean
group_is_right (MusterWelcome *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (text_of (self->group_row)));

  return self->groups != NULL &&
         g_ascii_strcasecmp (typed, self->groups[self->asked]) == 0;
}

static void
group_typed_cb (MusterWelcome *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirmed_button), group_is_right (self));
}

static void
confirmed_cb (MusterWelcome *self)
{
  if (group_is_right (self))
    to_first_steps (self);
}

static void
without_response_cb (MusterWelcome *self, const char *response)
{
  if (g_str_equal (response, "without"))
    to_first_steps (self);
}

static void
without_cb (MusterWelcome *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _ ("Continue without the key?"),
    _ ("It is not shown again. If every password is forgotten, nobody can "
       "open the company any more."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "back", _ ("_Back"),
                                  "without", _ ("Continue _Without"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "without",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "back");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "back");
  g_signal_connect_object (dialog, "response", G_CALLBACK (without_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
copy_cb (MusterWelcome *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          self->signin->recovery);
  muster_notice_say (GTK_WIDGET (self), _ ("Recovery key copied"));
}

/* What is printed and saved, with the words that say what it is for. */
static char *
describe_recovery (MusterWelcome *self)
{
  /* Translators: the name of the company, the key */
  return g_strdup_printf (
    _ ("Recovery key of %1$s in Muster\n\n%2$s\n\nIt opens the company when "
       "every password is forgotten. Keep it where nobody else finds it.\n"),
    muster_company_get_name (self->signin->company), self->signin->recovery);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterWelcome) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_notice_say (GTK_WIDGET (self), _ ("Recovery key saved"));
}

static void
save_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterWelcome) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);
  if (file == NULL || self->signin == NULL)
    {
      if (error != NULL)
        muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  text = describe_recovery (self);
  bytes = g_bytes_new_with_free_func (text, strlen (text),
                                      (GDestroyNotify) muster_company_wipe, text);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       self->cancellable, saved_cb, g_object_ref (self));
}

static void
save_cb (MusterWelcome *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save the Recovery Key"));
  gtk_file_dialog_set_initial_name (dialog, _ ("Muster recovery key.txt"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        self->cancellable, save_chosen_cb, g_object_ref (self));
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              gpointer user_data)
{
  MusterWelcome *self = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription)
    font = pango_font_description_from_string ("Monospace 14");
  char *text = describe_recovery (self);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout,
                          (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_cairo_show_layout (cr, layout);
  muster_company_wipe (text);
}

static void
print_cb (MusterWelcome *self)
{
  g_autoptr (GtkPrintOperation) operation = muster_welcome_build_print (self);
  g_autoptr (GError) error = NULL;

  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                               &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
next_cb (MusterWelcome *self, GtkListBoxRow *row)
{
  const char *next = GTK_WIDGET (row) == self->people_next    ? "people"
                     : GTK_WIDGET (row) == self->punches_next ? "punches"
                                                              : "";

  g_signal_emit (self, signals[OPENED], 0, g_steal_pointer (&self->signin), next);
}

static void
muster_welcome_dispose (GObject *object)
{
  MusterWelcome *self = MUSTER_WELCOME (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_WELCOME);

  G_OBJECT_CLASS (muster_welcome_parent_class)->dispose (object);
}

static void
muster_welcome_finalize (GObject *object)
{
  MusterWelcome *self = MUSTER_WELCOME (object);

  g_clear_pointer (&self->signin, muster_signin_free);
  g_clear_pointer (&self->groups, g_strfreev);
  g_clear_object (&self->zones);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_free (self->folder);

  G_OBJECT_CLASS (muster_welcome_parent_class)->finalize (object);
}

static void
muster_welcome_class_init (MusterWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_welcome_dispose;
  object_class->finalize = muster_welcome_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER,
                                  G_TYPE_STRING);
  signals[LANGUAGE_CHANGED] = g_signal_new ("language-changed", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/app/muster-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, navigation);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, language_row);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, zone_row);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, name_row);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, user_row);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, password_row);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, confirm_row);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, strength_bar);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, strength_label);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, company_error);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, submit_button);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, submit_stack);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, submit_spinner);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, recovery_label);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, group_row);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, confirmed_button);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, ready_label);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, next_list);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, people_next);
  gtk_widget_class_bind_template_child (widget_class, MusterWelcome, punches_next);
  gtk_widget_class_bind_template_callback (widget_class, to_company_cb);
  gtk_widget_class_bind_template_callback (widget_class, company_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, without_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
muster_welcome_init (MusterWelcome *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression)
    text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  const MusterLanguage *languages = muster_language_list ();
  guint current = 0;

  self->updating = TRUE;
  self->cancellable = g_cancellable_new ();
  self->zones = muster_zone_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; languages[i].code != NULL; i++)
    {
      gtk_string_list_append (titles, languages[i].title);
      if (&languages[i] == muster_language_get_current ())
        current = i;
    }

  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->language_row, current);
  adw_combo_row_set_expression (self->zone_row, text);
  adw_combo_row_set_model (self->zone_row, G_LIST_MODEL (self->zones));
  adw_combo_row_set_selected (self->zone_row, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), g_get_user_name ());
  gtk_level_bar_set_max_value (self->strength_bar, MUSTER_STRENGTH_STRONG);
  self->updating = FALSE;
}

GtkPrintOperation *
muster_welcome_build_print (MusterWelcome *self)
{
  GtkPrintOperation *operation;

  g_return_val_if_fail (MUSTER_IS_WELCOME (self), NULL);

  operation = gtk_print_operation_new ();
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, _ ("Muster recovery key"));
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, 0);

  return operation;
}

MusterWelcome *
muster_welcome_new (const char *folder, GSettings *settings)
{
  MusterWelcome *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (MUSTER_TYPE_WELCOME, NULL);
  self->folder = g_strdup (folder);
  g_set_object (&self->settings, settings);

  return self;
}
