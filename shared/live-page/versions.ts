import {
  type LoadedLesson,
  listLessons,
  readLesson,
  solutionFolder,
} from "../course/catalogue.ts";
import { LabError } from "../harness/core/errors.ts";
import type { VersionId } from "./protocol.ts";

/** One of the four ways to remember a user, and the lesson that builds it. */
export type Version = {
  id: VersionId;
  lesson: LoadedLesson;
  /** Its name in a sentence. */
  name: string;
  title: string;
  keeps: string;
  /** What keeps the session: when it ends, the session is lost. */
  keepsIn: "servers" | "redis" | "browser";
  /** The folder with the files it runs. */
  submission: string;
  /** Whether these are the learner's own. */
  yours: boolean;
};

const columns: readonly Pick<Version, "id" | "name" | "title" | "keeps" | "keepsIn">[] = [
  {
    id: "in-memory",
    name: "in memory",
    title: "In memory",
    keeps: "Each server keeps the sessions that it opened; the balancer takes turns.",
    keepsIn: "servers",
  },
  {
    id: "sticky",
    name: "sticky",
    title: "Sticky",
    keeps: "Each server keeps its sessions; a cookie pins each browser to one server.",
    keepsIn: "servers",
  },
  {
    id: "redis",
    name: "Redis sessions",
    title: "Redis sessions",
    keeps: "One store keeps every session; the servers keep none.",
    keepsIn: "redis",
  },
  {
    id: "jwt",
    name: "JWT",
    title: "JWT",
    keeps: "A signed token in the browser says who she is; her cart is in Redis.",
    keepsIn: "browser",
  },
];

const slugs: Record<VersionId, string> = {
  "in-memory": "in-memory",
  sticky: "sticky-sessions",
  redis: "redis-sessions",
  jwt: "jwt",
};

/** The four columns of the page, in order, each on its lesson's solution. */
export async function readVersions(): Promise<Version[]> {
  const entries = new Map(listLessons().map((entry) => [entry.slug, entry]));
  return Promise.all(
    columns.map(async (column) => {
      const entry = entries.get(slugs[column.id]);
      if (!entry) throw missing(column.title);
      const lesson = await readLesson(entry);
      return { ...column, lesson, yours: false, submission: solutionFolder(entry) };
    }),
  );
}

function missing(title: string): LabError {
  return new LabError("LAB_CLOSED", `the lesson behind the column "${title}" is gone`, {
    hint: "bring it back: git checkout -- lessons solutions",
  });
}
