/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-invention.h"

/* Counts what is asked of malloc() while people are judged: nothing, once the judge's arrays
 * have grown. */

static gboolean counting;
static guint counted;

static void
count (void)
{
  if (counting)
    counted++;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED
#endif

#ifdef SANITIZED

/* As the sanitizers' allocator_interface.h has it, which not every compiler brings along */
int __sanitizer_install_malloc_and_free_hooks (void (*malloc_hook) (const volatile void *,
                                                                    size_t),
                                               void (*free_hook) (const volatile void *));

static void
malloc_hook (const volatile void *pointer, size_t size)
{
  count ();
}

static void
free_hook (const volatile void *pointer)
{
}

static void
watch (void)
{
  g_assert_cmpint (__sanitizer_install_malloc_and_free_hooks (malloc_hook, free_hook), >,
                   0);
}

#else

/* The C library's own, under the names by which it lets itself be replaced */
void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *pointer, size_t size);

void *
malloc (size_t size)
{
  count ();
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  count ();
  return __libc_calloc (n, size);
}

void *
realloc (void *pointer, size_t size)
{
  count ();
  return __libc_realloc (pointer, size);
}

static void
watch (void)
{
}

#endif

static void
test_watching (void)
{
  gpointer memory;

  counted = 0;
  counting = TRUE;
  memory = g_malloc (1000);
  counting = FALSE;
  g_free (memory);
  g_assert_cmpuint (counted, ==, 1);
}

/* People of many kinds, one after the other by one judge. */
static void
test_steady_state (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (MusterJudge) judge = muster_judge_new ();
  g_autoptr (GArray) days = g_array_sized_new (FALSE, FALSE, sizeof (MusterDay), 4096);
  static Invented people[64];
  guint n_punches = 0;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      guint8 bytes[320];

      for (guint k = 0; k < sizeof bytes; k++)
        bytes[k] = (guint8) g_rand_int_range (rand, 0, 256);
      invented_init (&people[i], bytes, sizeof bytes);
      n_punches += people[i].punches->len;
    }

  for (guint round = 0; round < 3; round++)
    {
      g_array_set_size (days, 0);
      counted = 0;
      counting = round == 2;
      for (guint i = 0; i < G_N_ELEMENTS (people); i++)
        muster_judge_days (judge, &people[i].facts, days);
      counting = FALSE;
    }

  g_assert_cmpuint (n_punches, >, 300);
  g_assert_cmpuint (days->len, >, 300);
  g_assert_cmpuint (days->len, <, 4096);
  g_assert_cmpuint (counted, ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    invented_clear (&people[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  watch ();
  g_test_add_func ("/allocations/watching", test_watching);
  g_test_add_func ("/allocations/steady-state", test_steady_state);

  return g_test_run ();
}
