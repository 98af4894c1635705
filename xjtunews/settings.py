"""Set up Scrapy; each setting says its reason.

Source: https://docs.scrapy.org/en/latest/topics/settings.html
"""

from xjtunews import __version__

BOT_NAME = "xjtunews"
SPIDER_MODULES = ["xjtunews.spiders"]
NEWSPIDER_MODULE = "xjtunews.spiders"
COMMANDS_MODULE = "xjtunews.commands"
ADDONS = {"xjtunews.archive.replay.Replay": 100}

# Ours
DATABASE = "xjtunews.db"
REPLAY = None  # an archive to answer all requests from, instead of the network
CAPTURED = None  # when the archive was recorded (ISO 8601), where its pages do not say it; orders states of a column
CONTACT = ""  # who runs this crawl: an address or URL that a webmaster can write to
COLUMN_PAGES = 3  # pages of a column to walk from its newest; 0: all
INCREMENTAL = True  # ask only for what is new or may have changed; a replay, which costs nobody anything, asks for all
REVISIT_DAYS = 7  # days after its date in which a stored article is asked for again; most corrections come at once
HEALTH_FEWEST = 20  # articles of a site from which on its floors count: a share of a few says nothing
HOST_PATIENCE = 3  # failures in a row after which a host is asked nothing more in this run; 0: never
FETCH_VIEWS = 0  # 1: ask VSB sites how often each article was read, one more request for each
BATCH_SIZE = 200  # items of one database transaction
CORRECTIONS = "corrections.tsv"  # what people know better than the rules; no file of this name: nothing

# A polite guest
USER_AGENT = f"xjtunews/{__version__}"
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
DOWNLOAD_TIMEOUT = 60
COOKIES_ENABLED = False  # news pages need none
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}

# A careful one
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # default 1 GB; the largest page seen has 170 KB
DOWNLOAD_WARNSIZE = 2 * 1024 * 1024
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # the reader tells a stub from a page that only reloads itself, and its fetch is kept
DOWNLOAD_HANDLERS = dict.fromkeys(("ftp", "s3", "file", "data"))  # only http and https

DOWNLOADER_MIDDLEWARES = {
    "xjtunews.middlewares.GiveUp": 560,  # nearer the downloader than Scrapy's retries (550), whose tries count too
}
ITEM_PIPELINES = {
    "xjtunews.pipelines.validate.Validate": 100,  # first: nothing behind it sees a half-read article
    "xjtunews.pipelines.deduplicate.Deduplicate": 200,  # gives the id that everything behind it refers to
    "xjtunews.pipelines.views.FetchViews": 250,  # one question for an article, not for each of its addresses
    "xjtunews.pipelines.tag.Tag": 300,  # only what will be stored is worth the rules' time
    "xjtunews.pipelines.correct.Correct": 350,  # what a person says overrules the rules, and is stored like theirs
    "xjtunews.pipelines.store.Store": 400,  # last: writes what the others judged
}
CONCURRENT_ITEMS = 8  # default 100: so many tasks are started for every page, and our pipelines hardly ever wait
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 16 * 1024 * 1024  # default 5 MB: pages that may wait while the rules' process starts
RULE_PROCESSES = 0  # how many processes a long crawl may use: 1 for none beside its own, 0 for as there are processors
EXTENSIONS = {
    "xjtunews.extensions.faults.Faults": 10,
    "xjtunews.extensions.health.Health": 20,  # before the pipelines' own signals: the store keeps its report
    "xjtunews.extensions.progress.Progress": 500,
}
LOG_FORMATTER = "scrapy.logformatter.LogFormatter"
LOG_LEVEL = "WARNING"  # progress and summary say what a user needs; -L INFO for all of it
FEED_EXPORT_ENCODING = "utf-8"
