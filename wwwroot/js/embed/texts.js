// Every text of the chat that is not the flow's own.

const en = {
  open: 'Open chat', close: 'Close chat', fresh: 'New conversation', log: 'Conversation', you: 'You said', bot: 'Answer',
  greeting: 'Hello! How can I help?', placeholder: 'Write a message…', message: 'Message', send: 'Send', stop: 'Stop',
  attach: 'Add a file', remove: (name) => `Remove ${name}`, latest: 'To the latest message', unread: 'New answer',
  thinking: 'Thinking…', waits: 'Somebody has to look at this first. The answer will come here; you may close the chat and come back.',
  stopped: 'Stopped.', silent: 'There was no answer.', retry: 'Try again', retryIn: (seconds) => `Try again in ${seconds} s`,
  copy: 'Copy answer', copyCode: 'Copy code', good: 'Good answer', bad: 'Bad answer', why: 'What was good or bad about it?', give: 'Send feedback',
  thanks: 'Thank you for your feedback.', sources: (count) => `Sources (${count})`,
  lost: 'The connection was lost. Reconnecting…', gone: 'The connection was lost before the answer was whole.',
  offline: 'You are offline. Try again when you are connected.', unreachable: 'The chat cannot be reached right now. Try again in a little while.',
  tooMany: 'There were too many messages in a short time.', failed: 'Something went wrong. Try again.',
  refused: (site) => `This chat does not answer on ${site}. Its owner can make it public and allow this site.`,
};

/** @type {typeof en} */
const ko = {
  open: '채팅 열기', close: '채팅 닫기', fresh: '새 대화', log: '대화', you: '내 메시지', bot: '답변',
  greeting: '안녕하세요! 무엇을 도와드릴까요?', placeholder: '메시지를 입력하세요…', message: '메시지', send: '보내기', stop: '중지',
  attach: '파일 추가', remove: (name) => `${name} 제거`, latest: '최근 메시지로 이동', unread: '새 답변',
  thinking: '답변을 준비하고 있습니다…', waits: '담당자가 먼저 확인하고 있습니다. 확인이 끝나면 여기에 답변이 나옵니다. 창을 닫았다가 다시 와도 됩니다.',
  stopped: '중지했습니다.', silent: '답변이 없습니다.', retry: '다시 시도', retryIn: (seconds) => `${seconds}초 뒤에 다시 시도`,
  copy: '답변 복사', copyCode: '코드 복사', good: '좋은 답변', bad: '아쉬운 답변', why: '어떤 점이 좋았거나 아쉬웠나요?', give: '의견 보내기',
  thanks: '의견을 보내 주셔서 감사합니다.', sources: (count) => `출처 ${count}개`,
  lost: '연결이 끊겼습니다. 다시 연결하고 있습니다…', gone: '답변이 끝나기 전에 연결이 끊겼습니다.',
  offline: '오프라인 상태입니다. 인터넷에 연결한 뒤 다시 시도하세요.', unreachable: '지금은 채팅에 연결할 수 없습니다. 잠시 후 다시 시도하세요.',
  tooMany: '짧은 시간에 메시지를 너무 많이 보냈습니다.', failed: '문제가 생겼습니다. 다시 시도하세요.',
  refused: (site) => `${site}에서는 이 채팅을 사용할 수 없습니다. 소유자가 채팅을 공개하고 이 사이트를 허용하면 사용할 수 있습니다.`,
};

/** The language of a chat: as told, else the page's, else the browser's. @param {string} [wanted] */
export function languageOf(wanted) {
  const isKnown = (language) => /^(en|ko)\b/.test(language ?? '');
  return [wanted, document.documentElement.lang, ...navigator.languages].find(isKnown)?.slice(0, 2) ?? 'en';
}

/** @param {string} language @returns {(key: keyof typeof en, ...values: any[]) => string} */
export const textsOf = (language) => (key, ...values) => {
  const text = (language === 'ko' ? ko : en)[key];
  return typeof text === 'string' ? text : /** @type {any} */ (text)(...values);
};
