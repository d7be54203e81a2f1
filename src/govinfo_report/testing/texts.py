"""Texts that break readers of tables: what a layout strategy has to bear."""

from __future__ import annotations


def nasty_texts() -> dict[str, str]:
    """Give name to text: empty, odd line ends, odd characters, long lines, half-tables."""
    return {
        "empty": "",
        "one line end": "\n",
        "only line ends": "\n\r\n\r\n\n\r",
        "only tabs": "\t" * 40,
        "tabs and line ends": "\t\n\t\r\n\t\t\r\t\n\n\t",
        "only spaces": " \u3000\xa0\u2003 ",
        "one cell": "0",
        "a label": "规章",
        "padded cells": " 规章 \t 0 \t\u30001\u3000\t2\n\t 行政许可\n\t 3 \n\n 结果 \t 1 \n",
        "blank cells": "\t \t\u3000\n规章\t \t0\t \n \t \t \t \n",
        "CR only": "规章\t0\t0\t0\r行政规范性文件\t1\t2\t3\r\r规章",
        "CRLF": "规章\t0\t0\t0\r\n行政规范性文件\t1\t2\t3\r\n",
        "all line ends": "规章\t1\n\t2\r\n\t3\r\t4\n\r\t5\r\n\r\n\t6",
        "other white space": "规章\x0b0\x0c1\x1c2\x1d3\x1e4\x852\u20283\u20294",
        "NUL": "规章\t\x000\x00\t0\n\x00\n\t\x00",
        "BOM": "\ufeff规章\t0\t\ufeff0\t0\n\ufeff\t\ufeff",
        "lone surrogates": "\ud800规章\t\udfff0\n\t\ud8000\udc00\n",
        "beyond the BMP": "𠮷野\t0\n\t🀄\t1\n",
        "combining marks": "规\u0301章\t1\u0300\n" * 3,
        "long cell": "一" * 5_000 + "\t" + "0" * 5_000,
        "long line of cells": "其他" + "\t0" * 600,
        "long line of dashes": "-" * 3_000 + "\t" + "—" * 3_000 + "\n" + "------\t" * 300,
        "rules alone": "------\t------\n\n———\n---\n",
        "heading without rows": "行政复议\t行政诉讼\n------\t------\n\n结果\t结果\n维持\t纠正\n",
        "heading that never ends": "结果\t其他\n" * 400,
        "cells without rows": "\n\t".join(["", *("0" * 30)]),
        "empty rows": "\t\n\n" * 60,
        "prose and a table": "本年报如下。\n\n规章\t1\t2\t3\n\n特此报告。\n\t规章\n\t1\n\n附件\n",
        "ragged rows": "规章\t1\n行政许可\t\t\t\t2\t\t\n\n\t\t3\n4\n",
        "marks": "规章\t/\t—\t-\t无\t不适用\t\t----\n",
        "everything": "\ufeff\x00\r\t\n规章\t１\r\n\ud800\t-3\x0b\n------\t\n\n\t结果\n\t维持\n\n2",
    }
