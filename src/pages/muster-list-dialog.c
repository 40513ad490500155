/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-list-dialog.h"

#include "muster-fetch.h"
#include "muster-notice.h"

#include <glib/gi18n-lib.h>

struct _MusterListDialog
{
  AdwDialog parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  MusterOutlook *outlook;
  GCancellable *cancellable;
  const MusterListing *listing;
  const char *const *states;
  guint most;
  gboolean latest_first;
  GtkWidget *(*make_row) (MusterListDialog *dialog, gpointer row);

  AdwHeaderBar *bar;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MusterListDialog, muster_list_dialog, ADW_TYPE_DIALOG)

static void
muster_list_dialog_dispose (GObject *object)
{
  MusterListDialog *self = MUSTER_LIST_DIALOG (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (muster_list_dialog_parent_class)->dispose (object);
}

static void
muster_list_dialog_finalize (GObject *object)
{
  MusterListDialog *self = MUSTER_LIST_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->outlook);

  G_OBJECT_CLASS (muster_list_dialog_parent_class)->finalize (object);
}

static gboolean
undo_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return muster_notice_undo (GTK_WIDGET (MUSTER_LIST_DIALOG (widget)->stack));
}

static void
muster_list_dialog_class_init (MusterListDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_list_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_list_dialog_finalize;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_cb, NULL);
}

static void
muster_list_dialog_init (MusterListDialog *self)
{
  self->cancellable = g_cancellable_new ();
}

/* ---- The rows ---- */

static void
add_rest (MusterListDialog *self, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = g_strdup_printf (ngettext ("%u more", "%u more", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_widget_add_css_class (row, "dim-label");
  gtk_list_box_append (self->list, row);
}

/* Which row the focus is in, or none */
static int
get_focused (MusterListDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW)
                                 : NULL;

  return row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self->list))
           ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))
           : -1;
}

/* A row that was decided is followed by the next one, for who works without the pointer. */
static void
focus_row (MusterListDialog *self, int index, int n)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, MIN (index, n - 1));

  if (index >= 0 && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
fetched (MusterFinding *finding, GPtrArray *rows, const GError *error, gpointer user_data)
{
  g_autoptr (MusterListDialog) self = user_data;
  int focused;

  /* What is asked for holds the dialog, and may come back when its window is gone. */
  if (g_cancellable_is_cancelled (self->cancellable) ||
      gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self->stack), error);
      return;
    }

  focused = get_focused (self);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (
      self->list,
      self->make_row (
        self, g_ptr_array_index (rows, self->latest_first ? rows->len - 1 - i : i)));
  if (finding->keys->len > rows->len)
    add_rest (self, finding->keys->len - rows->len);
  focus_row (self, focused, (int) rows->len);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "none");
}

static void
look (MusterListDialog *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->states = g_strdupv ((char **) self->states);
  muster_fetch_rows (self->office, self->actor, self->listing, filter,
                     self->most > 0 ? self->most : G_MAXUINT, self->cancellable, fetched,
                     g_object_ref (self));
}

static void
changed_cb (MusterListDialog *self, guint topics)
{
  if ((topics & self->listing->topics) != 0)
    look (self);
}

static GtkWidget *
build_list (MusterListDialog *self, const char *label)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 480);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (clamp, "muster-pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);

  return scrolled;
}

static GtkWidget *
build_none (const MusterListDialogKind *kind)
{
  GtkWidget *none = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), kind->none_icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (none), kind->none_title);
  adw_status_page_set_description (ADW_STATUS_PAGE (none), kind->none_text);

  return none;
}

MusterListDialog *
muster_list_dialog_present (MusterPage *page, const MusterListDialogKind *kind)
{
  MusterListDialog *self = g_object_new (MUSTER_TYPE_LIST_DIALOG, NULL);
  AdwDialog *dialog = ADW_DIALOG (self);
  GtkWidget *view = adw_toolbar_view_new ();

  self->office = g_object_ref (muster_page_get_office (page));
  self->actor = g_object_ref (muster_page_get_actor (page));
  self->outlook = g_object_ref (muster_page_get_outlook (page));
  self->listing = kind->listing;
  self->states = kind->states;
  self->most = kind->most;
  self->latest_first = kind->latest_first;
  self->make_row = kind->make_row;
  self->bar = ADW_HEADER_BAR (adw_header_bar_new ());
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, build_list (self, kind->label), "list");
  gtk_stack_add_named (self->stack, build_none (kind), "none");
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->bar));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));
  adw_dialog_set_title (dialog, kind->title);
  adw_dialog_set_content_width (dialog, 520);
  adw_dialog_set_content_height (dialog, 480);
  adw_dialog_set_child (dialog, view);
  g_signal_connect_object (self->office, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  look (self);
  adw_dialog_present (dialog, GTK_WIDGET (page));

  return self;
}

void
muster_list_dialog_add_button (MusterListDialog *self,
                               const char *icon,
                               const char *label,
                               const char *tooltip,
                               void (*func) (MusterListDialog *self))
{
  GtkWidget *button = label != NULL ? gtk_button_new_with_mnemonic (label)
                                    : gtk_button_new_from_icon_name (icon);

  g_return_if_fail (MUSTER_IS_LIST_DIALOG (self));

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (func), self);
  adw_header_bar_pack_start (self->bar, button);
}

/* ---- Doing ---- */

/* The offer to take something back belongs to the toasts of the dialog, and does not hold it. */
typedef struct
{
  GWeakRef dialog;
  char *done;
  const MusterCommand *inverse;
  GVariant *inverse_args;
} Submission;

static void
submission_free (gpointer data)
{
  Submission *submission = data;

  g_weak_ref_clear (&submission->dialog);
  g_free (submission->done);
  g_clear_pointer (&submission->inverse_args, g_variant_unref);
  g_free (submission);
}

static void
undone_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterListDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    muster_notice_show (GTK_WIDGET (self->stack), error);
}

static void
take_back (gpointer data)
{
  Submission *submission = data;
  g_autoptr (MusterListDialog) self = g_weak_ref_get (&submission->dialog);

  if (self != NULL)
    muster_office_submit_async (self->office, self->actor, submission->inverse,
                                submission->inverse_args, NULL, undone_cb,
                                g_object_ref (self));
}

static void
submitted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  Submission *submission = user_data;
  g_autoptr (MusterListDialog) self = g_weak_ref_get (&submission->dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (self != NULL && value == NULL)
    {
      muster_notice_show (GTK_WIDGET (self->stack), error);
      look (self);
    }
  else if (self != NULL && submission->inverse != NULL)
    {
      muster_notice_offer_undo (GTK_WIDGET (self->stack), submission->done, take_back,
                                submission, submission_free);
      return;
    }
  else if (self != NULL && submission->done != NULL)
    {
      muster_notice_say (GTK_WIDGET (self->stack), submission->done);
    }
  submission_free (submission);
}

void
muster_list_dialog_submit (MusterListDialog *self,
                           const MusterCommand *command,
                           GVariant *args,
                           const char *done,
                           const MusterCommand *inverse,
                           GVariant *inverse_args)
{
  Submission *submission = g_new0 (Submission, 1);

  g_weak_ref_init (&submission->dialog, self);
  submission->done = g_strdup (done);
  submission->inverse = inverse;
  if (inverse_args != NULL)
    submission->inverse_args = g_variant_ref_sink (inverse_args);
  muster_office_submit_async (self->office, self->actor, command, args, self->cancellable,
                              submitted_cb, submission);
}

GtkWidget *
muster_list_dialog_get_content (MusterListDialog *self)
{
  return GTK_WIDGET (self->stack);
}

MusterOffice *
muster_list_dialog_get_office (MusterListDialog *self)
{
  return self->office;
}

MusterActor *
muster_list_dialog_get_actor (MusterListDialog *self)
{
  return self->actor;
}

MusterOutlook *
muster_list_dialog_get_outlook (MusterListDialog *self)
{
  return self->outlook;
}
