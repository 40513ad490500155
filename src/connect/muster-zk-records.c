/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-zk-records.h"

#include "muster-civil.h"
#include "muster-frame.h"
#include "muster-zk-packet.h"

#include <string.h>

/* No such terminal was in use before 2005; what stands before is a clock that fell back, or a
 * number that is no time. */
#define EARLIEST (G_GINT64_CONSTANT (1104537600) * MUSTER_SECOND)

/* A work code is typed at the terminal, and no more than eight digits fit. */
#define LARGEST_WORK_CODE 99999999

static const struct
{
  const char *name;
  guint8 size;
} layouts[] = {
  [MUSTER_ZK_LAYOUT_NONE] = { "none", 0 },       [MUSTER_ZK_LAYOUT_40] = { "40", 40 },
  [MUSTER_ZK_LAYOUT_16] = { "16", 16 },          [MUSTER_ZK_LAYOUT_8] = { "8", 8 },
  [MUSTER_ZK_LAYOUT_8_STATE] = { "8-state", 8 }, [MUSTER_ZK_LAYOUT_49] = { "49", 49 },
};

gsize
muster_zk_layout_get_size (MusterZkLayout layout)
{
  g_return_val_if_fail (layout < G_N_ELEMENTS (layouts), 0);

  return layouts[layout].size;
}

const char *
muster_zk_layout_get_name (MusterZkLayout layout)
{
  g_return_val_if_fail (layout < G_N_ELEMENTS (layouts), NULL);

  return layouts[layout].name;
}

gboolean
muster_zk_dataset_open (const guint8 *data,
                        gsize length,
                        const guint8 **records,
                        gsize *size)
{
  MusterFrame frame;

  g_return_val_if_fail (records != NULL && size != NULL, FALSE);

  muster_frame_init (&frame, data, length);
  *size = length > 0 ? muster_frame_uint32 (&frame) : 0;
  *records = muster_frame_bytes (&frame, *size);

  return muster_frame_is_good (&frame);
}

/* A user id that is a number. */
static void
key_from_number (char key[MUSTER_ZK_KEY_SIZE], guint32 number)
{
  if (number != 0)
    g_snprintf (key, MUSTER_ZK_KEY_SIZE, "%u", number);
}

static const char *
reason_of_key (const guint8 *data)
{
  return data[0] == 0 ? "empty-key" : "encoding";
}

const char *
muster_zk_record_read (MusterZkLayout layout, const guint8 *data, MusterZkRecord *record)
{
  const char *reason = NULL;
  const guint8 *key;
  MusterFrame frame;

  g_return_val_if_fail (muster_zk_layout_get_size (layout) > 0, "columns");
  g_return_val_if_fail (data != NULL && record != NULL, "columns");

  memset (record, 0, sizeof *record);
  muster_frame_init (&frame, data, muster_zk_layout_get_size (layout));

  switch (layout)
    {
    case MUSTER_ZK_LAYOUT_40:
    case MUSTER_ZK_LAYOUT_49:
      record->uid = muster_frame_uint16 (&frame);
      key = muster_frame_bytes (&frame, MUSTER_ZK_KEY_SIZE - 1);
      if (!muster_zk_key_read (key, record->key))
        reason = reason_of_key (key);
      record->verify = muster_frame_uint8 (&frame);
      record->packed = muster_frame_uint32 (&frame);
      record->state = muster_frame_uint8 (&frame);
      break;

    case MUSTER_ZK_LAYOUT_16:
      key_from_number (record->key, muster_frame_uint32 (&frame));
      if (*record->key == '\0')
        reason = "empty-key";
      record->packed = muster_frame_uint32 (&frame);
      record->verify = muster_frame_uint8 (&frame);
      record->state = muster_frame_uint8 (&frame);
      muster_frame_uint16 (&frame);
      record->work_code = muster_frame_uint32 (&frame);
      break;

    case MUSTER_ZK_LAYOUT_8:
      record->uid = muster_frame_uint16 (&frame);
      record->verify = muster_frame_uint8 (&frame);
      record->packed = muster_frame_uint32 (&frame);
      record->state = muster_frame_uint8 (&frame);
      break;

    case MUSTER_ZK_LAYOUT_8_STATE:
      record->uid = muster_frame_uint16 (&frame);
      record->verify = muster_frame_uint8 (&frame);
      record->state = muster_frame_uint8 (&frame);
      record->packed = muster_frame_uint32 (&frame);
      break;

    case MUSTER_ZK_LAYOUT_NONE:
      break;
    }

  record->dated = muster_zk_time_unpack (record->packed, &record->wall);
  return reason != NULL || record->dated ? reason : "date";
}

/* ---- Which layout it is ---- */

/* How much sense a layout makes of some records. */
typedef struct
{
  MusterZkLayout layout;
  gsize n;
  gsize keyless;  /* whose user id is none */
  gsize timeless; /* whose time is no date, or a future one */
  gsize strong;   /* whose every part is as it should be */
  gsize rising;   /* that are no earlier than the one before */
} Sense;

static void
sense_make (Sense *sense, const guint8 *records, gsize length, gint64 latest)
{
  gsize size = muster_zk_layout_get_size (sense->layout);
  gint64 before = G_MININT64;

  sense->n = length / size;
  for (gsize at = 0; at < length; at += size)
    {
      MusterZkRecord record;
      const char *reason = muster_zk_record_read (sense->layout, records + at, &record);

      if (reason != NULL && !g_str_equal (reason, "date"))
        sense->keyless++;
      if (!record.dated || record.wall > latest)
        {
          sense->timeless++;
          continue;
        }

      sense->strong += reason == NULL && record.wall >= EARLIEST &&
                       record.work_code <= LARGEST_WORK_CODE;
      sense->rising += record.wall >= before;
      before = record.wall;
    }
}

/* Fields of 24 bytes that are text and NULs throughout do not come about by chance. */
static gboolean
has_texts (MusterZkLayout layout)
{
  return layout == MUSTER_ZK_LAYOUT_40 || layout == MUSTER_ZK_LAYOUT_49;
}

/* A log may have a few records that are damaged, or whose time is none. */
static gboolean
sense_is_good (const Sense *sense, gboolean agreed)
{
  if (sense->keyless > sense->n / 100)
    return FALSE;

  return has_texts (sense->layout) ||
         sense->timeless <= (agreed ? sense->n / 2 : sense->n / 20);
}

static int
sense_compare (const Sense *a, const Sense *b)
{
  double left = (double) a->strong / (double) a->n;
  double right = (double) b->strong / (double) b->n;

  if (left != right)
    return left > right ? 1 : -1;

  left = (double) a->rising / (double) a->n;
  right = (double) b->rising / (double) b->n;
  return (left > right) - (left < right);
}

MusterZkLayout
muster_zk_layout_recognise (const guint8 *records,
                            gsize length,
                            guint32 counted,
                            gint64 latest)
{
  static const MusterZkLayout order[] = { MUSTER_ZK_LAYOUT_40, MUSTER_ZK_LAYOUT_49,
                                          MUSTER_ZK_LAYOUT_16, MUSTER_ZK_LAYOUT_8,
                                          MUSTER_ZK_LAYOUT_8_STATE };
  Sense best = { MUSTER_ZK_LAYOUT_NONE };
  gboolean best_agreed = FALSE;

  g_return_val_if_fail (records != NULL && length > 0, MUSTER_ZK_LAYOUT_NONE);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      MusterZkLayout layout = order[i];
      gsize size = muster_zk_layout_get_size (layout);
      gboolean agreed = counted > 0 && length / size == counted && length % size == 0;
      Sense sense = { layout };
      int more;

      /* Next to fields of text a reading without any means nothing. */
      if (length % size != 0 || (has_texts (best.layout) && !has_texts (layout)))
        continue;

      sense_make (&sense, records, length, latest);
      if (!sense_is_good (&sense, agreed))
        continue;

      more = best.n > 0 ? sense_compare (&sense, &best) : 1;
      if (more > 0 || (more == 0 && agreed && !best_agreed))
        {
          best = sense;
          best_agreed = agreed;
        }
    }

  return best.layout;
}

/* ---- Events ---- */

static gint64
wall_from_bytes (const guint8 *bytes, gboolean *dated)
{
  MusterDate date = muster_date_new (2000 + bytes[0], bytes[1], bytes[2]);

  *dated = date != MUSTER_DATE_NONE && bytes[3] < 24 && bytes[4] < 60 && bytes[5] < 60;
  return *dated ? date * MUSTER_DAY + bytes[3] * 60 * MUSTER_MINUTE +
                    bytes[4] * MUSTER_MINUTE + bytes[5] * MUSTER_SECOND
                : 0;
}

const char *
muster_zk_event_read (const guint8 *data, gsize length, MusterZkRecord *record)
{
  const char *reason = NULL;
  const guint8 *key;
  const guint8 *time;
  MusterFrame frame;

  g_return_val_if_fail (record != NULL, "columns");

  memset (record, 0, sizeof *record);
  muster_frame_init (&frame, data, length);

  switch (length)
    {
    case 10:
    case 14:
      record->uid = muster_frame_uint16 (&frame);
      key_from_number (record->key, record->uid);
      break;

    case 12:
      key_from_number (record->key, muster_frame_uint32 (&frame));
      break;

    case 32:
    case 36:
    case 37:
    case 52:
    default:
      if ((key = muster_frame_bytes (&frame, MUSTER_ZK_KEY_SIZE - 1)) == NULL)
        return "columns";
      if (!muster_zk_key_read (key, record->key))
        reason = length < 37 ? reason_of_key (key) : "columns";
    }

  if (reason == NULL && *record->key == '\0')
    reason = "empty-key";
  record->verify = muster_frame_uint8 (&frame);
  record->state = muster_frame_uint8 (&frame);
  if ((time = muster_frame_bytes (&frame, 6)) == NULL)
    return "columns";

  record->wall = wall_from_bytes (time, &record->dated);
  return reason != NULL || record->dated ? reason : "date";
}
