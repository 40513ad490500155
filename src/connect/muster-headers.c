/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-headers.h"

#include <string.h>

/* Headers as muster_headers_fold() leaves them, the best first. */
typedef struct
{
  const char *role;
  const char *const words[40];
} Words;

static const Words person_words[] = {
  { "staff-no",
    { "工号",
      "员工号",
      "员工工号",
      "员工编号",
      "人员工号",
      "人员编号",
      "职工号",
      "职工编号",
      "编号",
      "staffno",
      "staffnumber",
      "staffid",
      "employeeno",
      "employeenumber",
      "employeeid",
      "employeecode",
      "empno",
      "empid",
      "empcode",
      "personnelno",
      "personnelnumber",
      "payrollno",
      "number",
      "id",
      "no",
      "code" } },
  { "name",
    { "姓名", "员工姓名", "名字", "名称", "人员姓名", "name", "fullname", "employeename",
      "displayname" } },
  { "department",
    { "部门", "所属部门", "部门名称", "部门路径", "department", "departmentname", "dept",
      "division", "unit", "team" } },
  { "group",
    { "考勤组", "所属考勤组", "班组", "组", "组别", "attendancegroup", "group",
      "groupname" } },
  { "joined",
    { "入职日期", "入职时间", "入职", "到职日期", "joined", "joindate", "joiningdate",
      "joinedon", "hiredate", "hired", "datejoined", "dateofjoining", "startdate" } },
  { "left",
    { "离职日期", "离职时间", "离职", "离岗日期", "left", "leftdate", "leavedate",
      "leavingdate", "lefton", "dateleft", "enddate", "lastday", "terminationdate",
      "resigndate" } },
  { "badge", { "考勤号",           "考勤号码",     "考勤编号",     "登记号",
               "登记号码",         "设备号码",     "设备用户号",   "考勤机编号",
               "考勤机号码",       "机器号码",     "devicenumber", "devicenumbers",
               "deviceusernumber", "deviceuserid", "deviceuser",   "badge",
               "badges",           "badgeno",      "badgenumber",  "enrollno",
               "enrolno",          "enrollnumber", "enno",         "pin",
               "userid",           "clockno",      "clocknumber" } },
};

static const Words punch_words[] = {
  { "person", { "考勤号",   "考勤号码",   "考勤编号",       "登记号码",
                "登记号",   "设备用户号", "enno",           "pin",
                "userid",   "enrollno",   "enrollnumber",   "badgenumber",
                "badgeno",  "badge",      "工号",           "员工工号",
                "员工号",   "员工编号",   "人员编号",       "用户号",
                "用户编号", "编号",       "staffno",        "staffnumber",
                "staffid",  "employeeno", "employeenumber", "employeeid",
                "empno",    "empid",      "acno",           "personid",
                "user",     "id",         "卡号",           "cardno",
                "no",       "number" } },
  { "name",
    { "姓名", "员工姓名", "用户姓名", "人员姓名", "名字", "name", "username",
      "employeename", "fullname", "personname" } },
  { "moment",
    { "日期时间", "打卡日期时间", "考勤日期时间", "刷卡日期时间", "记录时间", "事件时间",
      "datetime", "timestamp", "punchedat", "punchtime", "checktime", "eventtime",
      "instant", "at" } },
  { "in-time",
    { "签到时间", "上班时间", "上班打卡时间", "上班打卡", "上班签到", "checkintime",
      "clockin", "clockintime", "timein", "intime", "arrival" } },
  { "out-time",
    { "签退时间", "下班时间", "下班打卡时间", "下班打卡", "下班签退", "checkouttime",
      "clockout", "clockouttime", "timeout", "outtime", "departure" } },
  { "date",
    { "日期", "考勤日期", "打卡日期", "刷卡日期", "签到日期", "出勤日期", "date", "day",
      "workdate", "attendancedate", "punchdate" } },
  { "time",
    { "时间", "打卡时间", "刷卡时间", "考勤时间", "打卡时刻", "打卡记录", "刷卡记录",
      "原始记录", "time", "times", "clocktime", "punches", "records" } },
  { "state",
    { "状态", "考勤状态", "打卡类型", "考勤类型", "签到类型", "进出", "进出状态", "出入",
      "方向", "类型", "state", "status", "inout", "iomd", "direction", "type",
      "checktype", "punchtype", "event" } },
  { "device",
    { "机器号",   "设备",     "设备号",       "设备名称", "设备编号", "设备序列号",
      "考勤机",   "考勤机号", "终端",         "device",   "deviceid", "devicename",
      "deviceno", "machine",  "machineno",    "terminal", "tmno",     "mchn",
      "reader",   "sensorid", "serialnumber", "sn",       "source" } },
  { "verify",
    { "比对方式", "验证方式", "核验方式", "识别方式", "身份核验", "打卡方式", "verify",
      "verifycode", "verification", "verifymode", "verifytype", "mode" } },
  { "latitude", { "纬度", "latitude", "lat" } },
  { "longitude", { "经度", "longitude", "lng", "lon", "long" } },
  { "datum", { "坐标系", "坐标类型", "datum", "coordinatesystem" } },
  { "accuracy", { "精度", "定位精度", "误差", "accuracy" } },
  { "work-code", { "工作代码", "工作号", "workcode", "jobcode" } },
  { "note",
    { "备注", "地点", "打卡地点", "地址", "打卡地址", "说明", "note", "notes", "remark",
      "remarks", "comment", "location", "place", "address" } },
};

char *
muster_headers_fold (const char *text)
{
  static const char *const dropped = " \t\n\r\"'_-.:*/\\#：＊　 \u00a0\ufeff";
  g_autofree char *lower = NULL;
  g_autofree char *normal = NULL;
  GString *folded;
  int depth = 0;

  g_return_val_if_fail (text != NULL, NULL);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  lower = g_utf8_strdown (normal != NULL ? normal : text, -1);
  folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '(' || c == '[' || c == 0x3010)
        depth++;
      else if (c == ')' || c == ']' || c == 0x3011)
        depth = MAX (depth - 1, 0);
      else if (depth == 0 && g_utf8_strchr (dropped, -1, c) == NULL)
        g_string_append_unichar (folded, c);
    }

  return g_string_free (folded, FALSE);
}

static const char *
find (const Words *words, gsize n_words, const char *folded, guint *rank)
{
  for (gsize i = 0; i < n_words; i++)
    for (guint w = 0; words[i].words[w] != NULL; w++)
      if (g_str_equal (words[i].words[w], folded))
        {
          if (rank != NULL)
            *rank = w;
          return words[i].role;
        }

  return NULL;
}

/* The source that a header of device numbers names: "考勤号（前门）", "badge: gate". */
static char *
find_source (const char *text)
{
  static const char *const openers[] = { "(", "（", "[", "【", ":", "：" };
  static const char *const closers[] = { ")", "）", "]", "】" };
  char *source;

  for (gsize i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      const char *p = strstr (text, openers[i]);

      if (p == NULL)
        continue;

      source = g_strdup (p + strlen (openers[i]));
      for (gsize c = 0; c < G_N_ELEMENTS (closers); c++)
        if (g_str_has_suffix (g_strchomp (source), closers[c]))
          source[strlen (source) - strlen (closers[c])] = '\0';
      g_strstrip (source);
      if (*source != '\0')
        return source;
      g_clear_pointer (&source, g_free);
    }

  return NULL;
}

char *
muster_headers_find_person (const char *text)
{
  g_autofree char *folded = muster_headers_fold (text);
  g_autofree char *before = NULL;
  g_autofree char *source = NULL;
  const char *role = find (person_words, G_N_ELEMENTS (person_words), folded, NULL);
  const char *colon;

  /* A colon is dropped by folding, and what follows it may be a source. */
  if (role == NULL && ((colon = strstr (text, ":")) || (colon = strstr (text, "："))))
    {
      g_autofree char *head = g_strndup (text, (gsize) (colon - text));

      before = muster_headers_fold (head);
      role = find (person_words, G_N_ELEMENTS (person_words), before, NULL);
      if (g_strcmp0 (role, "badge") != 0)
        role = NULL;
    }

  if (g_strcmp0 (role, "badge") == 0 && (source = find_source (text)) != NULL)
    return g_strconcat ("badge:", source, NULL);

  return g_strdup (role);
}

const char *
muster_headers_find_punch (const char *text, guint *rank)
{
  g_autofree char *folded = muster_headers_fold (text);

  return find (punch_words, G_N_ELEMENTS (punch_words), folded, rank);
}
