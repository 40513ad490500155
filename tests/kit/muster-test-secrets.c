/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-test-secrets.h"

#include <string.h>

#define NAME "org.freedesktop.secrets"
#define PATH "/org/freedesktop/secrets"
#define SESSION PATH "/session/1"
#define COLLECTION PATH "/aliases/default"
#define ITEM "org.freedesktop.Secret.Item"

static const char introspection[] =
  "<node>"
  " <interface name='org.freedesktop.Secret.Service'>"
  "  <method name='OpenSession'>"
  "   <arg name='algorithm' type='s' direction='in'/><arg name='input' type='v' "
  "direction='in'/>"
  "   <arg name='output' type='v' direction='out'/><arg name='result' type='o' "
  "direction='out'/>"
  "  </method>"
  "  <method name='SearchItems'>"
  "   <arg name='attributes' type='a{ss}' direction='in'/>"
  "   <arg name='unlocked' type='ao' direction='out'/><arg name='locked' type='ao' "
  "direction='out'/>"
  "  </method>"
  "  <method name='GetSecrets'>"
  "   <arg name='items' type='ao' direction='in'/><arg name='session' type='o' "
  "direction='in'/>"
  "   <arg name='secrets' type='a{o(oayays)}' direction='out'/>"
  "  </method>"
  "  <method name='ReadAlias'>"
  "   <arg name='name' type='s' direction='in'/><arg name='collection' type='o' "
  "direction='out'/>"
  "  </method>"
  "  <property name='Collections' type='ao' access='read'/>"
  " </interface>"
  " <interface name='org.freedesktop.Secret.Collection'>"
  "  <method name='CreateItem'>"
  "   <arg name='properties' type='a{sv}' direction='in'/>"
  "   <arg name='secret' type='(oayays)' direction='in'/><arg name='replace' type='b' "
  "direction='in'/>"
  "   <arg name='item' type='o' direction='out'/><arg name='prompt' type='o' "
  "direction='out'/>"
  "  </method>"
  "  <property name='Label' type='s' access='read'/>"
  " </interface>"
  " <interface name='" ITEM "'>"
  "  <method name='Delete'><arg name='prompt' type='o' direction='out'/></method>"
  "  <property name='Locked' type='b' access='read'/>"
  " </interface>"
  "</node>";

typedef struct
{
  char *path;
  GVariant *attributes; /* a{ss} */
  GVariant *value;      /* ay */
  guint registration;
} Item;

struct _MusterTestSecrets
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GDBusConnection *bus;
  GDBusNodeInfo *info;
  gboolean ready;

  GMutex lock; /* guards what follows */
  GCond changed;
  GPtrArray *items;
  guint n_made;
  gboolean refuse;
};

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->path);
  g_variant_unref (item->attributes);
  g_variant_unref (item->value);
  g_free (item);
}

/* Whether it has all of the attributes that are looked for. */
static gboolean
item_has (const Item *item, GVariant *wanted)
{
  GVariantIter iter;
  const char *name, *value, *own;

  g_variant_iter_init (&iter, wanted);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    if (!g_variant_lookup (item->attributes, name, "&s", &own) ||
        !g_str_equal (own, value))
      return FALSE;

  return TRUE;
}

static Item *
find_item (MusterTestSecrets *self, GVariant *attributes, const char *path)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (path != NULL ? g_str_equal (item->path, path) : item_has (item, attributes))
        return item;
    }

  return NULL;
}

static void
open_session (GVariant *args, GDBusMethodInvocation *invocation)
{
  const char *algorithm;

  g_variant_get (args, "(&sv)", &algorithm, NULL);
  if (g_str_equal (algorithm, "plain"))
    g_dbus_method_invocation_return_value (
      invocation, g_variant_new ("(vo)", g_variant_new_string (""), SESSION));
  else
    g_dbus_method_invocation_return_dbus_error (
      invocation, "org.freedesktop.DBus.Error.NotSupported", "only plain");
}

static void
search_items (MusterTestSecrets *self, GVariant *args, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) wanted = g_variant_get_child_value (args, 0);
  GVariantBuilder found;

  g_variant_builder_init (&found, G_VARIANT_TYPE ("ao"));
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (item_has (item, wanted))
        g_variant_builder_add (&found, "o", item->path);
    }
  g_dbus_method_invocation_return_value (
    invocation, g_variant_new ("(@ao@ao)", g_variant_builder_end (&found),
                               g_variant_new ("ao", NULL)));
}

static void
get_secrets (MusterTestSecrets *self, GVariant *args, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) paths = g_variant_get_child_value (args, 0);
  GVariantBuilder secrets;
  GVariantIter iter;
  const char *path;

  g_variant_builder_init (&secrets, G_VARIANT_TYPE ("a{o(oayays)}"));
  g_variant_iter_init (&iter, paths);
  while (g_variant_iter_next (&iter, "&o", &path))
    {
      Item *item = find_item (self, NULL, path);

      if (item != NULL)
        g_variant_builder_add (&secrets, "{o(o@ay@ays)}", path, SESSION,
                               g_variant_new ("ay", NULL), item->value, "text/plain");
    }
  g_dbus_method_invocation_return_value (
    invocation, g_variant_new ("(@a{o(oayays)})", g_variant_builder_end (&secrets)));
}

static void method_cb (GDBusConnection *bus,
                       const char *sender,
                       const char *path,
                       const char *interface,
                       const char *method,
                       GVariant *args,
                       GDBusMethodInvocation *invocation,
                       gpointer user_data);

static GVariant *
property_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *name,
             GError **error,
             gpointer user_data)
{
  if (g_str_equal (name, "Collections"))
    return g_variant_new ("ao", NULL);
  if (g_str_equal (name, "Locked"))
    return g_variant_new_boolean (FALSE);

  return g_variant_new_string ("default");
}

static const GDBusInterfaceVTable vtable = { method_cb, property_cb, NULL, { 0 } };

static guint
serve (MusterTestSecrets *self, const char *path, const char *interface)
{
  g_autoptr (GError) error = NULL;
  guint id = g_dbus_connection_register_object (
    self->bus, path, g_dbus_node_info_lookup_interface (self->info, interface), &vtable,
    self, NULL, &error);

  g_assert_no_error (error);

  return id;
}

static void
create_item (MusterTestSecrets *self, GVariant *args, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) properties = g_variant_get_child_value (args, 0);
  g_autoptr (GVariant) secret = g_variant_get_child_value (args, 1);
  g_autoptr (GVariant) attributes =
    g_variant_lookup_value (properties, ITEM ".Attributes", G_VARIANT_TYPE ("a{ss}"));
  Item *item = find_item (self, attributes, NULL);

  if (item == NULL)
    {
      item = g_new0 (Item, 1);
      item->path = g_strdup_printf ("%s/%u", COLLECTION, ++self->n_made);
      item->attributes = g_variant_ref (attributes);
      item->registration = serve (self, item->path, ITEM);
      g_ptr_array_add (self->items, item);
    }
  g_clear_pointer (&item->value, g_variant_unref);
  item->value = g_variant_get_child_value (secret, 2);
  g_dbus_method_invocation_return_value (invocation,
                                         g_variant_new ("(oo)", item->path, "/"));
}

static void
delete_item (MusterTestSecrets *self, const char *path, GDBusMethodInvocation *invocation)
{
  Item *item = find_item (self, NULL, path);

  if (item != NULL)
    {
      g_dbus_connection_unregister_object (self->bus, item->registration);
      g_ptr_array_remove (self->items, item);
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/"));
}

static void
method_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *args,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  MusterTestSecrets *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->refuse && !g_str_equal (method, "OpenSession"))
    g_dbus_method_invocation_return_dbus_error (
      invocation, "org.freedesktop.Secret.Error.IsLocked", "the keyring is locked");
  else if (g_str_equal (method, "OpenSession"))
    open_session (args, invocation);
  else if (g_str_equal (method, "SearchItems"))
    search_items (self, args, invocation);
  else if (g_str_equal (method, "GetSecrets"))
    get_secrets (self, args, invocation);
  else if (g_str_equal (method, "CreateItem"))
    create_item (self, args, invocation);
  else if (g_str_equal (method, "Delete"))
    delete_item (self, path, invocation);
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", COLLECTION));
}

static void
named_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  MusterTestSecrets *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->ready = TRUE;
  g_cond_broadcast (&self->changed);
}

static gpointer
secrets_thread (gpointer data)
{
  MusterTestSecrets *self = data;
  g_autofree char *address =
    g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  guint name;

  g_main_context_push_thread_default (self->context);
  self->bus = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
      G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  serve (self, PATH, "org.freedesktop.Secret.Service");
  serve (self, COLLECTION, "org.freedesktop.Secret.Collection");
  name = g_bus_own_name_on_connection (self->bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE,
                                       named_cb, NULL, self, NULL);
  g_main_loop_run (self->loop);

  g_bus_unown_name (name);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_clear_object (&self->bus);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

MusterTestSecrets *
muster_test_secrets_new (void)
{
  MusterTestSecrets *self = g_new0 (MusterTestSecrets, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_assert_nonnull (self->info);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("secrets", secrets_thread, self);

  g_mutex_lock (&self->lock);
  while (!self->ready)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);

  return self;
}

void
muster_test_secrets_free (MusterTestSecrets *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_dbus_node_info_unref (self->info);
  g_ptr_array_unref (self->items);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint
muster_test_secrets_count (MusterTestSecrets *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->items->len;
}

gboolean
muster_test_secrets_has (MusterTestSecrets *self, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      gsize length;
      const char *value =
        g_variant_get_fixed_array (item->value, &length, sizeof (guint8));

      if (length == strlen (text) && memcmp (value, text, length) == 0)
        return TRUE;
    }

  return FALSE;
}

void
muster_test_secrets_refuse (MusterTestSecrets *self, gboolean refuse)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->refuse = refuse;
}
